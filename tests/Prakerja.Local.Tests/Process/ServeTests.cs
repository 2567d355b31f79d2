using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.Process;

/// <summary>Starting and stopping the host as a person does it.</summary>
public sealed class ServeTests
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Serve_Interrupted_StopsWithinTenSecondsAndLeavesItsDirectoryToTheNext()
    {
        await using var served = await ServedProcess.StartAsync();
        Assert.True((await served.Http.GetAsync("/api/health/ready")).IsSuccessStatusCode);

        await served.Current.InterruptAsync();
        Assert.Equal(0, await served.Current.ExitAsync(StopsWithin));

        using var next = LocalProcess.Start(served.Arguments);
        await next.ServingAsync();
    }

    [Fact]
    public async Task Serve_InterruptedWhileTimeRuns_StopsWithinTenSecondsAndGoesOnFromThere()
    {
        await using var served = await ServedProcess.StartAsync();
        var begun = await served.NowAsync();
        var moving = served.TryAdvanceAsync(begun.AddYears(4));
        await served.KeptTimeReachesAsync(begun.AddDays(2));

        await served.Current.InterruptAsync();

        Assert.Equal(0, await served.Current.ExitAsync(StopsWithin));
        await moving;
        var kept = served.KeptTime();
        await served.RestartAsync();
        Assert.Equal(kept, await served.NowAsync());
    }

    [Fact]
    public async Task Serve_DirectoryInUse_EndsWithOneAndSaysWhy()
    {
        await using var served = await ServedProcess.StartAsync();

        using var second = LocalProcess.Start(served.Arguments);

        Assert.Equal(1, await second.ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("Another process has ", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
        Assert.True((await served.Http.GetAsync("/api/health/ready")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Serve_WithoutAWord_ServesInTheWorkingDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("prakerja-process-");
        try
        {
            using var local = LocalProcess.Start(["--urls", "http://127.0.0.1:0"], directory.FullName);
            using var http = new HttpClient { BaseAddress = await local.ServingAsync() };
            Assert.Contains("Prakerja", await http.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.True(Directory.Exists(Path.Combine(directory.FullName, ".prakerja")));
            await local.InterruptAsync();
            Assert.Equal(0, await local.ExitAsync(StopsWithin));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Serve_OnEveryInterface_IsReachedThroughLocalhost()
    {
        var directory = Directory.CreateTempSubdirectory("prakerja-process-");
        try
        {
            using var local = LocalProcess.Start(["serve", "--data", directory.FullName, "--urls", "http://*:0"]);
            var port = (await local.ServingAsync()).Port;
            using var http = new HttpClient();
            Assert.True((await http.GetAsync($"http://localhost:{port}/api/health/ready")).IsSuccessStatusCode);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Serve_AddressInUse_EndsWithOneAndSaysWhy()
    {
        await using var served = await ServedProcess.StartAsync();
        var directory = Directory.CreateTempSubdirectory("prakerja-process-");
        try
        {
            using var second = LocalProcess.Start(["serve", "--data", directory.FullName, "--urls", served.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)]);
            Assert.Equal(1, await second.ExitAsync(TimeSpan.FromSeconds(60)));
            Assert.Contains("Cannot serve: ", second.Error, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Serve_DataThatIsAFile_EndsWithOneAndSaysWhy()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var local = LocalProcess.Start(["serve", "--data", file, "--urls", "http://127.0.0.1:0"]);
            Assert.Equal(1, await local.ExitAsync(TimeSpan.FromSeconds(60)));
            Assert.Contains("Cannot serve: ", local.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", local.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Payouts__PerMinute", "0", "PerMinute is at least 1")]
    [InlineData("Payouts__Providers__paypal__SecondPersonAbove", "1", "paypal")]
    [InlineData("Payouts__SecondPersonAbove", "much", "SecondPersonAbove")]
    public async Task Serve_UnderASettingThatCannotBe_EndsWithOneAndSaysWhich(string name, string value, string told)
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            using var local = LocalProcess.Start(["serve", "--data", directory.FullName, "--urls", "http://127.0.0.1:0"], settings: (name, value));
            Assert.Equal(1, await local.ExitAsync(TimeSpan.FromSeconds(60)));
            Assert.Contains(told, local.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", local.Error, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
