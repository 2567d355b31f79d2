namespace Prakerja.Domain.Tests.Draw;

/// <summary>
/// Whether being chosen depends on a label (an arrival decile, say), strata apart: a stratum of n chooses s of its own, and under equal chances the labels
/// of the chosen are a draw without replacement. Sums of observed minus expected over all strata and draws give a chi-square with one degree of
/// freedom fewer than there are labels (Mantel-Haenszel).
/// </summary>
internal sealed class LabelTest(int labels)
{
    private readonly double[] excess = new double[labels];
    private readonly double[,] covariance = new double[labels, labels];

    /// <summary>Upper tail 0.001 of chi-square with 9 degrees of freedom.</summary>
    public const double NineDegrees = 27.877;

    /// <param name="members">How many of the stratum have each label.</param>
    /// <param name="chosen">How many of the chosen have it.</param>
    public void Add(ReadOnlySpan<int> members, ReadOnlySpan<int> chosen)
    {
        var (n, s) = (Sum(members), Sum(chosen));
        if (n < 2 || s == 0 || s == n)
        {
            return;
        }

        var scale = s * (double)(n - s) / (n - 1);
        for (var a = 0; a < labels; a++)
        {
            var share = members[a] / (double)n;
            excess[a] += chosen[a] - (s * share);
            for (var b = 0; b < labels; b++)
            {
                covariance[a, b] += scale * ((a == b ? share : 0) - (share * members[b] / n));
            }
        }
    }

    /// <summary>The last label follows from the others, so it is left out: then the covariance can be inverted.</summary>
    public double ChiSquare()
    {
        var size = labels - 1;
        var solution = excess[..size];
        var matrix = (double[,])covariance.Clone();
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                }

                solution[row] -= factor * solution[pivot];
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < size; column++)
            {
                solution[row] -= matrix[row, column] * solution[column];
            }

            solution[row] /= matrix[row, row];
        }

        return solution.Index().Sum(x => x.Item * excess[x.Index]);
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
