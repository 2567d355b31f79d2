namespace Prakerja.Domain.Schemes;

/// <summary>The deadlines of a scheme year: that of the batch's announcement. Each is a whole day in Jakarta.</summary>
/// <param name="Year">1 to 9998.</param>
public readonly record struct SchemeYear(int Year)
{
    public DateOnly AccountLinkBy => new(Year, 12, 3);

    public DateOnly SurveysBy => new(Year, 12, 10);

    /// <summary>What is left of the training balance after this day returns to the treasury.</summary>
    public DateOnly BalanceExpires => new(Year, 12, 15);

    /// <summary>A course bought in time is paid for if it is completed by then. Our rule: no source names a day, and without one an abandoned course would bind money for ever.</summary>
    public DateOnly TrainingEnds => new(Year, 12, 31);

    /// <summary>
    /// An account that was handed in in time can be corrected, and a rejected payment made again, until then. Our rule: no source names a day, and without
    /// one a payment that can never be made would keep its money and its person waiting for ever.
    /// </summary>
    public DateOnly AccountCorrectionBy => new(Year + 1, 1, 31);

    /// <summary>A payment that staff have stopped is theirs to release until then, and cancelled afterwards. Our rule: nothing waits for ever.</summary>
    public DateOnly StopDecisionBy => new(Year + 1, 12, 31);
}
