using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Training;

internal static class PurchaseProblems
{
    private static readonly LocalText CannotBuy = new("Pelatihan ini tidak dapat dibeli", "This course cannot be bought");
    private static readonly LocalText CannotCancel = new("Pembelian ini tidak dapat dibatalkan", "This purchase cannot be cancelled");

    public static Problem NotAwarded => Buy("not-awarded", "Hanya penerima yang terpilih dapat membeli pelatihan.", "Only those who were selected can buy courses.");

    public static Problem BalanceExpired => Buy("balance-expired", "Saldo pelatihan Anda sudah berakhir.", "Your training balance has expired.");

    public static Problem NotForSale => Buy("course-not-for-sale", "Pelatihan ini tidak sedang dijual.", "This course is not on sale.");

    public static Problem ModeNotAllowed => Buy("mode-not-allowed", "Skema Anda tidak mencakup cara pelatihan ini.", "Your scheme does not include this mode of training.");

    public static Problem NotInRegency => Buy("not-in-regency", "Pelatihan ini tidak ditawarkan di domisili Anda.", "This course is not offered where you live.");

    public static Problem BoughtBefore => Buy("bought-before", "Pelatihan ini sudah pernah Anda beli; yang dibatalkan tidak dapat dibeli lagi.", "You have bought this course before; a cancelled one cannot be bought again.");

    public static Problem Started => Buy("schedule-started", "Jadwal ini sudah mulai; pilih jadwal lain.", "This schedule has started; choose another.");

    public static Problem BalanceTooLow => Buy("balance-too-low", "Saldo pelatihan Anda tidak cukup.", "Your training balance is not enough.");

    public static Problem TooMany => Buy("too-many-purchases",
        $"Satu kartu dapat membeli paling banyak {PurchaseRules.MostPurchases} pelatihan, termasuk yang dibatalkan.",
        $"One card can buy at most {PurchaseRules.MostPurchases} courses, cancelled ones included.");

    public static Problem NoSuchSchedule => Problems.Invalid("scheduleCode", new("Jadwal ini tidak ada pada pelatihan tersebut.", "The course has no such schedule."));

    public static Problem CourseBegun => Cancel("course-begun", "Pelatihan sudah dipakai.", "The course has been taken up.");

    public static Problem WindowPassed => Cancel("cancel-window-passed",
        "Pembatalan hanya sampai 3 hari setelah pembelian dan 3 hari sebelum pelatihan mulai.", "Cancelling is possible until 3 days after the purchase and 3 days before the start.");

    public static Problem LastOne => Cancel("only-purchase",
        "Tenggat pembelian pertama sudah lewat: membatalkan satu-satunya pelatihan mencabut kartu Anda. Beli pelatihan lain dahulu.",
        "The deadline of the first purchase has passed: cancelling your only course would revoke your card. Buy another one first.");

    private static Problem Buy(string slug, string id, string en) => Problems.Conflict(slug, CannotBuy, new(id, en));

    private static Problem Cancel(string slug, string id, string en) => Problems.Conflict(slug, CannotCancel, new(id, en));
}
