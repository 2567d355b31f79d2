namespace Prakerja.Local.PayoutSimulation;

/// <summary>What the programme itself called an error: there must be none.</summary>
internal sealed class ErrorLog
{
    private const int Most = 20;

    public List<string> All { get; } = [];

    public void Add(string text)
    {
        if (All.Count < Most)
        {
            All.Add(text);
        }
    }
}

/// <summary>Keeps errors of a living process; what a killed one would have written is nobody's.</summary>
internal sealed class ErrorLoggerFactory(ErrorLog errors, HostLife life) : ILoggerFactory
{
    /// <summary>An activity that fails is only a warning to the engine, which repeats it; here nothing outside fails by an exception, so it is a fault.</summary>
    private const string Engine = "Prakerja.Engine";

    public ILogger CreateLogger(string categoryName) => new ErrorLogger(errors, life, categoryName == Engine ? LogLevel.Warning : LogLevel.Error);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Errors are kept, nothing else.");

    public void Dispose()
    {
    }

    private sealed class ErrorLogger(ErrorLog errors, HostLife life, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= least && !life.IsOver)
            {
                errors.Add($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
            }
        }
    }
}
