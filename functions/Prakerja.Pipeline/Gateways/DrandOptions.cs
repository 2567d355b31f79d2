namespace Prakerja.Pipeline.Gateways;

/// <summary>Where drand's quicknet is asked. The chain itself is fixed: rules that were published name it.</summary>
public sealed class DrandOptions
{
    /// <summary>Base addresses of relays, tried in turn.</summary>
    public IReadOnlyList<Uri> Relays { get; set; } =
        [new("https://api.drand.sh/"), new("https://api2.drand.sh/"), new("https://api3.drand.sh/"), new("https://drand.cloudflare.com/")];

    /// <summary>How long one relay may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many relays must give the same signature before it is believed, 1 to their number.</summary>
    public int Agreeing { get; set; } = 2;
}
