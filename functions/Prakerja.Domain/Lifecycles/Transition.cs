namespace Prakerja.Domain.Lifecycles;

/// <summary>What an event does to a state: it moves it, or it is not allowed there. Nothing is silently ignored.</summary>
public abstract record Transition<TState>
{
    private protected Transition() { }

    /// <summary>True and the new state, if the event is allowed.</summary>
    public bool IsMoved(out TState to)
    {
        to = this is Moved<TState> moved ? moved.To : default!;
        return this is Moved<TState>;
    }
}

public sealed record Moved<TState>(TState To) : Transition<TState>;

/// <param name="From">The state that refused; it stays.</param>
/// <param name="Event">Wire word of the event.</param>
public sealed record NotAllowed<TState>(TState From, string Event) : Transition<TState>;
