using System.CommandLine;
using Prakerja.Local.Commands;

namespace Prakerja.Local.Tests.Draw;

/// <summary>One run of the command line, in this process.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        var root = new RootCommand { new DrawCommand().Create(), new VerifyCommand().Create() };
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandExit.RunAsync(root, arguments, new InvocationConfiguration { Output = output, Error = error });
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
