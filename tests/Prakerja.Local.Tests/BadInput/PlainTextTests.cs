using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Local.Tests.Programme;
using SQLitePCL;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>What the programme stores of a person it stores sealed: tables, messages, workflow histories and logs hold no plain number, name or address, and no image.</summary>
public sealed class PlainTextTests
{
    /// <summary>How an image would show: the start of a PNG as it is, and in base64.</summary>
    private static readonly string[] Images = ["PNG\r\n", "iVBORw0KGgo"];

    [Fact]
    public async Task TablesHistoriesAndLogs_AfterAWholeLifecycle_HoldNothingPersonalInPlain()
    {
        await using var host = await RunningHost.StartAsync();
        using var log = new LogLines();
        host.Listen(log);
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        await SchemeTests.WinAsync(host, applicant, "normal");
        var (purchase, course) = await Training.BuyAsync(host, applicant);
        await applicant.LinkAccountAsync();
        await Training.CompleteAsync(host, applicant, purchase, course);
        await host.PostOkAsync("/api/admin/participants/search", new { nik = applicant.Nik }, await Staff.TokenAsync(host, "operator"));
        await host.GetOkAsync("/sandbox/clock");
        Assert.Equal("paid", (await SchemeTests.IncentiveAsync(applicant, "completion-1"))["state"]!.GetValue<string>());
        var secrets = SecretsOf(applicant.Resident);

        var rows = Rows(Path.Combine(host.Data, "prakerja.db"));

        // The sandbox plays the world outside, which does know people by name: it shows that the search finds what is there.
        Assert.All(secrets, secret => Assert.Contains(rows, r => r.Sandbox && r.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        var own = rows.Where(r => !r.Sandbox).ToArray();
        Assert.True(own.Length > 100);
        Assert.NotEmpty(log.All);
        string[] written = [.. own.Select(r => r.Text), .. log.All];
        Assert.All(secrets.Concat(Images), secret => Assert.DoesNotContain(written, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(host.Data, "blobs"), "*", SearchOption.AllDirectories), file => Text(file).Contains(Images[0], StringComparison.Ordinal));
    }

    private static string Text(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file));

    private static string[] SecretsOf(JsonNode resident) =>
    [
        .. ((string[])["nik", "familyCardNumber", "email", "phone"]).Select(name => resident[name]!.GetValue<string>()),
        .. ((string[])["fullName", "mothersMaidenName", "address"]).Select(name => resident["profile"]![name]!.GetValue<string>()),
        .. resident["paymentAccounts"]!.AsArray().Select(a => a!["account"]!.GetValue<string>()),
    ];

    private static List<(bool Sandbox, string Text)> Rows(string path)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READONLY, null));
        using (database)
        {
            return [.. Read(database, "SELECT name FROM sqlite_master WHERE type = 'table'").SelectMany(table => Read(database, $"SELECT * FROM {table.Text}"))];
        }
    }

    private static List<(bool Sandbox, string Text)> Read(sqlite3 database, string sql)
    {
        var rows = new List<(bool, string)>();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                var cells = Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, i))).ToArray();
                rows.Add((cells[0].StartsWith("sandbox", StringComparison.Ordinal), string.Join('|', cells)));
            }
        }

        return rows;
    }
}
