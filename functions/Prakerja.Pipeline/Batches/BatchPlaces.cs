using System.Text;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Places that come free: the next reserve of the regency is called up while the batch's reserves live, otherwise the place goes to the year's recovery pot.
/// Who is called for which ticket is decided once, in one transaction with the regency's position in its reserve list.
/// </summary>
public sealed class BatchPlaces(
    BatchStore batches, BatchFiles files, RecoveryPot pot, Awards awards, ProgrammeLedger ledger, ReserveCalls calls, ITableStore tables, TimeProvider clock)
{
    private const string Position = "next";

    /// <summary>An awarded place is given back: revoked, withdrawn. Once per ticket, however often it is called.</summary>
    /// <param name="regency">Of the entry the award came from.</param>
    /// <param name="money">What is left of the award: a reserve is called up only for a whole place.</param>
    public Task ReturnAsync(Award award, string regency, AwardMoney money) => VacateAsync(award.Batch, regency, award.Ticket, money);

    /// <summary>The ticket's place is free and nothing was spent on it. Once per ticket.</summary>
    public Task VacateAsync(int number, string regency, string ticket) => VacateAsync(number, regency, ticket, null);

    private async Task VacateAsync(int number, string regency, string ticket, AwardMoney? left)
    {
        var batch = await batches.FindAsync(number) ?? throw new InvalidOperationException($"There is no batch {number}.");
        var money = left ?? AwardMoney.Unspent(batch.Terms);
        if (await AssignAsync(batch, regency, ticket, money.IsWhole) is { } reserve)
        {
            await calls.StartAsync(new PlaceCall(number, regency, reserve));
        }
        else
        {
            await pot.AddAsync(batch, regency, ticket, money.Released);
        }
    }

    /// <summary>Calls up a reserve; if they may not have it, or it has become too late meanwhile, the place is free again.</summary>
    public async Task<PageOutcome> FillAsync(PlaceCall call)
    {
        var batch = (await batches.FindAsync(call.Batch))!;
        await ledger.FundAsync(batch.Year);
        var result = MayCall(batch) ? await awards.AwardAsync(batch, call.Ticket, calledUp: true) : await awards.LapseAsync(batch, call.Ticket);
        if (result == AwardResult.Lost)
        {
            await VacateAsync(call.Batch, call.Regency, call.Ticket);
        }

        if (result != AwardResult.Unavailable)
        {
            await calls.EndAsync(call);
        }

        return new PageOutcome(result == AwardResult.Unavailable);
    }

    /// <summary>The reserve who gets the place, or null: it goes to the pot.</summary>
    private async Task<string?> AssignAsync(Batch batch, string regency, string ticket, bool whole)
    {
        var partition = $"{batch.Number:D6}-{regency}";
        while (true)
        {
            if (await tables.GetAsync(RecoveryPot.Table, partition, $"v|{ticket}") is { } known)
            {
                return PipelineJson.Read<Vacancy>(known.Body).Reserve;
            }

            var row = await tables.GetAsync(RecoveryPot.Table, partition, Position);
            var next = row is null ? 0 : PipelineJson.Read<NextReserve>(row.Body).Index;
            var reserve = whole && MayCall(batch) ? await ReserveAsync(batch, regency, next) : null;
            var vacancy = new TableWrite.Insert($"v|{ticket}", PipelineJson.Write(new Vacancy(reserve)));
            var position = BatchStore.Write(Position, new NextReserve(reserve is null ? next : next + 1), row?.ETag);
            if ((await tables.CommitAsync(RecoveryPot.Table, partition, [vacancy, position])).Committed)
            {
                return reserve;
            }
        }
    }

    /// <summary>Reserves live for 14 days, and no longer than a winner of that day could still meet the year's deadlines.</summary>
    private bool MayCall(Batch batch)
    {
        var now = clock.GetUtcNow();
        return batch is { State: BatchState.Announced, AnnouncedAt: { } announced } && now < announced + BatchSteps.ReservesLive
            && !batch.IsTooLateAt(now);
    }

    private async Task<string?> ReserveAsync(Batch batch, string regency, int index)
    {
        var line = await files.ReadAsync(batch.Number, BatchFiles.Reserves(regency), (long)index * BatchFiles.TicketLine, BatchFiles.TicketLine);
        return line is { Length: BatchFiles.TicketLine } ? Encoding.ASCII.GetString(line, 0, BatchFiles.TicketLine - 1) : null;
    }

    private sealed record Vacancy(string? Reserve);

    private sealed record NextReserve(int Index);
}
