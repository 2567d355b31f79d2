using Prakerja.Domain.Lifecycles;
using static Prakerja.Domain.Lifecycles.LifecycleEvent;
using State = Prakerja.Domain.Lifecycles.ParticipantState;

namespace Prakerja.Domain.Tests.Lifecycles;

public sealed class LifecycleTests
{
    // The whole table, kept apart from the code: what is not here is not allowed.
    private static readonly Dictionary<(State, LifecycleEvent), State> Table = new()
    {
        [(State.Registered, StepsCompleted)] = State.Verifying,
        [(State.Registered, Ineligible)] = State.Refused,
        [(State.Registered, Withdrew)] = State.Withdrawn,
        [(State.Verifying, StepsReopened)] = State.Registered,
        [(State.Verifying, IdentityVerified)] = State.Verified,
        [(State.Verifying, IdentityRefused)] = State.Refused,
        [(State.Verifying, Ineligible)] = State.Refused,
        [(State.Verifying, Withdrew)] = State.Withdrawn,
        [(State.Verified, StepsReopened)] = State.Registered,
        [(State.Verified, IdentityRefused)] = State.Refused,
        [(State.Verified, JoinedBatch)] = State.Candidate,
        [(State.Verified, CalledUp)] = State.Selected,
        [(State.Verified, Ineligible)] = State.Refused,
        [(State.Verified, Withdrew)] = State.Withdrawn,
        [(State.Candidate, IdentityRefused)] = State.Refused,
        [(State.Candidate, LeftBatch)] = State.Verified,
        [(State.Candidate, NotSelected)] = State.Verified,
        [(State.Candidate, Selected)] = State.Selected,
        [(State.Candidate, CalledUp)] = State.Selected,
        [(State.Candidate, Ineligible)] = State.Refused,
        [(State.Candidate, Withdrew)] = State.Withdrawn,
        [(State.Selected, FirstPurchase)] = State.Training,
        [(State.Selected, FirstPurchaseMissed)] = State.Revoked,
        [(State.Selected, Ineligible)] = State.Revoked,
        [(State.Selected, Withdrew)] = State.Withdrawn,
        [(State.Training, FirstPurchaseCancelled)] = State.Selected,
        [(State.Training, TrainingFinished)] = State.Completed,
        [(State.Training, Ineligible)] = State.Revoked,
        [(State.Training, Withdrew)] = State.Withdrawn,
        [(State.Refused, FactsCorrected)] = State.Registered,
        [(State.Refused, RefusalOverturned)] = State.Verifying,
        [(State.Refused, Withdrew)] = State.Withdrawn,
    };

    public static TheoryData<State, LifecycleEvent> Pairs
    {
        get
        {
            var pairs = new TheoryData<State, LifecycleEvent>();
            foreach (var state in Enum.GetValues<State>())
            {
                Array.ForEach(Enum.GetValues<LifecycleEvent>(), happened => pairs.Add(state, happened));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_EveryPair_MovesOrIsRefused(State state, LifecycleEvent happened)
    {
        Transition<State> expected = Table.TryGetValue((state, happened), out var to)
            ? new Moved<State>(to)
            : new NotAllowed<State>(state, happened.Word());

        var next = Lifecycle.Next(state, happened);

        Assert.Equal(expected, next);
        Assert.Equal(expected is Moved<State>, next.IsMoved(out var moved));
        Assert.Equal(to, moved);
    }

    [Fact]
    public void IsFinal_ExactlyWhereNothingLeadsOn() => Assert.All(
        Enum.GetValues<State>(), state => Assert.Equal(Lifecycle.IsFinal(state), !Table.Keys.Any(pair => pair.Item1 == state)));

    [Fact]
    public void Next_FromRegistered_ReachesEveryState()
    {
        HashSet<State> reached = [State.Registered];
        while (Table.Where(p => reached.Contains(p.Key.Item1) && !reached.Contains(p.Value)).Select(p => p.Value).ToList() is { Count: > 0 } more)
        {
            reached.UnionWith(more);
        }

        Assert.Equal(Enum.GetValues<State>(), reached.Order());
    }
}
