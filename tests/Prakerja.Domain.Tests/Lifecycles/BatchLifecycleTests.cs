using Prakerja.Domain.Lifecycles;
using State = Prakerja.Domain.Lifecycles.BatchState;

namespace Prakerja.Domain.Tests.Lifecycles;

public sealed class BatchLifecycleTests
{
    private static readonly State[] Holdable = [State.Approved, State.Open, State.Closed, State.Committed, State.Drawn];
    private static readonly State[] Cancellable = [State.Draft, State.Approved, State.Open, State.Closed];

    private static readonly Dictionary<(State, BatchEvent), State> Forward = new()
    {
        [(State.Draft, BatchEvent.Approved)] = State.Approved,
        [(State.Approved, BatchEvent.Opened)] = State.Open,
        [(State.Open, BatchEvent.Closed)] = State.Closed,
        [(State.Closed, BatchEvent.Committed)] = State.Committed,
        [(State.Committed, BatchEvent.Recommitted)] = State.Committed,
        [(State.Committed, BatchEvent.Drawn)] = State.Drawn,
        [(State.Drawn, BatchEvent.Announced)] = State.Announced,
        [(State.Announced, BatchEvent.Finished)] = State.Finished,
    };

    public static TheoryData<State, BatchEvent> Pairs
    {
        get
        {
            var pairs = new TheoryData<State, BatchEvent>();
            foreach (var state in Enum.GetValues<State>())
            {
                Array.ForEach(Enum.GetValues<BatchEvent>(), happened => pairs.Add(state, happened));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_EveryPair_MovesOrIsRefused(State state, BatchEvent happened)
    {
        State? expected = happened switch
        {
            BatchEvent.Held when Holdable.Contains(state) => State.Held,
            BatchEvent.Cancelled when Cancellable.Contains(state) => State.Cancelled,
            _ => Forward.TryGetValue((state, happened), out var to) ? to : null,
        };

        Assert.Equal(expected, Moved(BatchLifecycle.Next(state, happened)));
    }

    [Fact]
    public void Next_Released_ReturnsToWhereItWasHeld() => Assert.All(
        Enum.GetValues<State>(),
        from => Assert.Equal(Holdable.Contains(from) ? from : null, Moved(BatchLifecycle.Next(State.Held, BatchEvent.Released, from))));

    [Fact]
    public void Next_HeldThenCancelled_OnlyBeforeTheCommitment() => Assert.All(
        Enum.GetValues<State>(),
        from => Assert.Equal(
            from is State.Approved or State.Open or State.Closed ? State.Cancelled : null,
            Moved(BatchLifecycle.Next(State.Held, BatchEvent.Cancelled, from))));

    [Fact]
    public void Next_HeldUntilItsYearIsOver_CanGoWhereverItWasHeld() => Assert.All(
        Enum.GetValues<State>(),
        from => Assert.Equal(Holdable.Contains(from) ? State.Cancelled : null, Moved(BatchLifecycle.Next(State.Held, BatchEvent.Lapsed, from))));

    [Fact]
    public void IsFinal_ExactlyFinishedAndCancelled() =>
        Assert.Equal([State.Finished, State.Cancelled], Enum.GetValues<State>().Where(BatchLifecycle.IsFinal));

    private static State? Moved(Transition<State> next) => next.IsMoved(out var to) ? to : null;
}
