namespace Prakerja.Domain.Complaints;

public enum ComplaintCategory
{
    Selection,
    Identity,
    Payment,
    Training,
    Account,
    Other,

    /// <summary>An objection to one's entry in a batch that is closed and not drawn; decided before the beacon's round.</summary>
    DrawEntry,
}

public enum ComplaintState
{
    Open,

    /// <summary>Decided for the person. Final.</summary>
    Upheld,

    /// <summary>Decided against the person; can be appealed for a while.</summary>
    Rejected,

    /// <summary>Another person decides.</summary>
    Appealed,

    /// <summary>The appeal was decided for the person. Final.</summary>
    AppealUpheld,

    /// <summary>The appeal was decided against the person. Final.</summary>
    AppealRejected,
}

public enum ComplaintEvent
{
    Uphold,
    Reject,
    Appeal,
}
