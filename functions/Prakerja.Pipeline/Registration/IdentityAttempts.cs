using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Registration;

/// <summary>Registry mismatches are counted per account, NIK and device: three within 24 h, then 24 h from the third.</summary>
public sealed class IdentityAttempts(ITableStore tables, TimeProvider clock)
{
    public const string Table = "attempts";
    private const int Limit = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static string Partition(string index) => index[..2];

    /// <summary>The answer to a change of facts: refused instead if it starts a check although mismatches are used up.</summary>
    public async ValueTask<Reply> GuardAsync(ParticipantChange change, Reply reply) =>
        change.Participant.State == ParticipantState.Verifying && await WaitAsync(change.Participant) is { } wait ? TooMany(wait) : reply;

    public static Problem TooMany(TimeSpan wait) => Problems.TooMany(wait,
        new("Data tidak cocok terlalu sering. Periksa KTP dan kartu keluarga, lalu coba lagi nanti.", "The data did not match too often. Check the KTP and family card and try again later."));

    /// <summary>How long to wait with these facts, or null.</summary>
    public async Task<TimeSpan?> WaitAsync(Participant participant) =>
        participant.Facts.NikIndex is { } nik ? await WaitAsync(participant.Id, nik, participant.Facts.DeviceIndex) : null;

    /// <summary>How long to wait, or null if another try is free. Known and unknown NIKs are treated alike.</summary>
    public async Task<TimeSpan?> WaitAsync(string participant, string nikIndex, string? deviceIndex)
    {
        TimeSpan? longest = null;
        foreach (var (row, key) in KeysOf(participant, nikIndex, deviceIndex))
        {
            var times = await RecentAsync(row, key);
            if (times.Count >= Limit)
            {
                var wait = times[^1] + Window - clock.GetUtcNow();
                longest = longest > wait ? longest : wait;
            }
        }

        return longest;
    }

    /// <summary>Counts a mismatch; once per facts version, however often it is recorded.</summary>
    public async Task RecordAsync(string participant, string nikIndex, string? deviceIndex, int factsVersion)
    {
        foreach (var (row, key) in KeysOf(participant, nikIndex, deviceIndex))
        {
            await AddAsync(row, key, ShortHash.Of($"{participant}:{factsVersion}"));
        }
    }

    /// <summary>Counts a NIK that is not the one an office registered, against the account alone.</summary>
    public Task RecordUnconfirmedAsync(string participant, string nikIndex) => AddAsync($"account|{participant}", participant, ShortHash.Of($"confirm:{nikIndex}"));

    /// <summary>Forgets the account, and what was long ago of the NIK and the device: their limits outlive an account, which could be made anew otherwise.</summary>
    public async Task ForgetAsync(Participant participant)
    {
        await tables.CommitAsync(Table, Partition(participant.Id), [new TableWrite.Delete($"account|{participant.Id}")]);
        foreach (var (row, key) in KeysOf(participant.Id, participant.Facts.NikIndex ?? "", participant.Facts.DeviceIndex).Where(k => k.Key.Length > 2))
        {
            if ((await RecentAsync(row, key)).Count == 0)
            {
                await tables.CommitAsync(Table, Partition(key), [new TableWrite.Delete(row)]);
            }
        }
    }

    private static IEnumerable<(string Row, string Key)> KeysOf(string participant, string nikIndex, string? deviceIndex)
    {
        yield return ($"account|{participant}", participant);
        yield return ($"nik|{nikIndex}", nikIndex);
        if (deviceIndex is not null)
        {
            yield return ($"device|{deviceIndex}", deviceIndex);
        }
    }

    private async Task<IReadOnlyList<DateTimeOffset>> RecentAsync(string row, string key)
    {
        var found = await tables.GetAsync(Table, Partition(key), row);
        return found is null ? [] : [.. Recent(PipelineJson.Read<List<Attempt>>(found.Body)).Select(a => a.At)];
    }

    private async Task AddAsync(string row, string key, string id)
    {
        while (true)
        {
            var found = await tables.GetAsync(Table, Partition(key), row);
            var attempts = found is null ? [] : Recent(PipelineJson.Read<List<Attempt>>(found.Body)).ToList();
            if (attempts.Any(a => a.Id == id))
            {
                return;
            }

            var body = PipelineJson.Write(attempts.Append(new Attempt(id, clock.GetUtcNow())));
            TableWrite write = found is null ? new TableWrite.Insert(row, body) : new TableWrite.Replace(row, body, found.ETag);
            if ((await tables.CommitAsync(Table, Partition(key), [write])).Committed)
            {
                return;
            }
        }
    }

    private IEnumerable<Attempt> Recent(List<Attempt> attempts) => attempts.Where(a => a.At > clock.GetUtcNow() - Window);

    private sealed record Attempt(string Id, DateTimeOffset At);
}
