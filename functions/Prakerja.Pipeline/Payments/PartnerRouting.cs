using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Sends each instruction the way its provider takes it: banks by file, wallets one by one. The heads' <see cref="IPaymentPartner"/>.</summary>
public sealed class PartnerRouting(FileBank banks, IWalletPartner wallets) : IPaymentPartner
{
    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) => Of(check.Provider).RequestAccountCheckAsync(check, cancellation);

    public Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default) => Of(instruction.Provider).PayAsync(instruction, cancellation);

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) => Of(provider).InquireAsync(provider, reference, cancellation);

    public Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default) => Of(provider).StopAsync(provider, reference, cancellation);

    private IPaymentPartner Of(string provider) => PaymentProviders.BanksByFile.Contains(provider, StringComparer.Ordinal) ? banks : wallets;
}
