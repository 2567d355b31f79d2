using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Prakerja.Local.Hosting;

/// <summary>The address under which this host is reached: the first it listens on once it does, where a port was left to the system too.</summary>
public static class OwnAddress
{
    private static readonly string[] AnyHost = ["*", "+", "[::]", "0.0.0.0"];

    /// <summary>Where it listens, or will listen; a listener on every interface is reached as localhost.</summary>
    public static Uri Of(IServiceProvider services, LocalOptions options)
    {
        var listening = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var address = BindingAddress.Parse(listening ?? options.Urls.Split(';')[0]);
        var host = AnyHost.Contains(address.Host, StringComparer.Ordinal) ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
