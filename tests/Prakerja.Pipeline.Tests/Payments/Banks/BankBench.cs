using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>A payment bench whose bank takes files: what the payouts instruct goes on to the file bank.</summary>
public sealed class BankBench : IAsyncDisposable
{
    private const string Secret = "whsec_c2VjcmV0";
    private int messages;

    private BankBench(PaymentBench payments) => Payments = payments;

    public PaymentBench Payments { get; }

    public PipelineHarness Harness => Payments.Harness;

    public BankPlay Bank => Harness.Bank;

    public FileBank Files => Harness.Get<FileBank>();

    public BankFileOptions Options => Harness.Get<IOptions<BankFileOptions>>().Value;

    public static async Task<BankBench> StartAsync()
    {
        var bench = new BankBench(await PaymentBench.StartAsync());
        bench.Harness.World.Pay = _ => new PaymentReply(PaymentStatus.Accepted);
        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Accepted);
        foreach (var provider in (string[])["bni", "bca", "gopay"])
        {
            bench.Harness.Partners.All.Add(new Partner(provider, PartnerKind.Payment, provider) { WebhookSecrets = [new PartnerSecret(Secret)] });
        }

        return bench;
    }

    public ValueTask DisposeAsync() => Payments.DisposeAsync();

    /// <summary>Somebody whose first incentive is in a file.</summary>
    public async Task<(string Person, string Reference)> FiledAsync(int number = 1)
    {
        var id = await Payments.AddTrainedAsync(number);
        await Payments.LinkAsync(id, $"12345678{number:00}");
        var instruction = Harness.World.Payments.Last(p => p.Payee == id);
        await Files.PayAsync(instruction);
        await Harness.SettleAsync();
        return (id, instruction.Reference);
    }

    public Task<PaymentReply> PayAsync(string reference, long amount = 600_000) => Files.PayAsync(new PaymentInstruction(reference, "bni", "incentive", "p1", "1234567890", amount));

    public async Task<BankFile> FileAsync(int number = 1) => (await Harness.Get<BankFileStore>().FindAsync("bni", number))!.Value.File;

    /// <summary>Sends a file of the bank's to our endpoint, signed.</summary>
    public async Task<Answer> SendAsync(byte[] body, string type = "application/xml", string path = "files", string secret = Secret, string by = "bni")
    {
        var (id, timestamp) = ($"m{messages++}", $"{Harness.Now.ToUnixTimeSeconds()}");
        var answer = await Harness.SendAsync("POST", $"/api/webhooks/payments/{path}", body, null,
            ("Content-Type", type), ("client_code", by), ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", StandardWebhook.Of(secret, id, timestamp, body)));
        await Harness.SettleAsync();
        return answer;
    }

    public async Task<int> OpenCasesAsync(string kind) => await Harness.Get<PayoutCases>().OpenOnesAsync(kind).CountAsync();
}
