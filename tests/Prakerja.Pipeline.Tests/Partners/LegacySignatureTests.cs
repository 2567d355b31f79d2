using Prakerja.Pipeline.Partners;

namespace Prakerja.Pipeline.Tests.Partners;

public sealed class LegacySignatureTests
{
    private const string Path = "/api/v1/integration/payment/redeem-code/commit";

    [Fact]
    public void Signature_OfTheCheckVector_IsAsPublished() => Assert.Equal(
        "943c20a8e36b6243f576404b00fffdc86411ce1f",
        LegacySignature.Of("my_sign_key", "myclient_code", "1516239022", "POST", Path, """{"redeem_code":"code"}"""u8));

    [Theory]
    [InlineData("943c20a8e36b6243f576404b00fffdc86411ce1f", true)]
    [InlineData("943C20A8E36B6243F576404B00FFFDC86411CE1F", true)]
    [InlineData("943c20a8e36b6243f576404b00fffdc86411ce1e", false)]
    [InlineData("", false)]
    public void Matches_OnlyTheSameHex(string given, bool expected) =>
        Assert.Equal(expected, LegacySignature.Matches("943c20a8e36b6243f576404b00fffdc86411ce1f", given));

    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void StandardWebhook_OfTheSpecificationsExample_IsAsPublished() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        StandardWebhook.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}"""u8));

    [Theory]
    [InlineData("v1,right", true)]
    [InlineData("v1,wrong v1,right", true)]
    [InlineData("v1a,x v1,right v2,y", true)]
    [InlineData("right", false)]
    [InlineData("v1,right2", false)]
    public void StandardWebhook_SeveralSignatures_OneMustMatch(string header, bool expected) =>
        Assert.Equal(expected, StandardWebhook.Matches("v1,right", header));
}
