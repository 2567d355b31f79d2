namespace Prakerja.Domain.Photos;

internal static class PhotoProblems
{
    public static LocalText NotAPhoto { get; } = new(
        "isi berkas bukan foto JPEG atau PNG", "the content is not a JPEG or PNG photo");

    public static LocalText TooManyBytes { get; } = new(
        "berkas lebih dari 5 MiB; kecilkan fotonya", "the file is over 5 MiB; make the photo smaller");

    public static LocalText Truncated { get; } = new(
        "berkas foto terpotong; unggah lagi secara utuh", "the photo is cut off; upload it again, whole");

    public static LocalText Damaged { get; } = new(
        "berkas foto rusak; simpan ulang atau ambil foto baru", "the photo is damaged; save it again or take a new one");

    public static LocalText KindOfJpeg { get; } = new(
        "jenis JPEG ini tidak didukung; simpan sebagai JPEG biasa (baseline atau progresif)", "this kind of JPEG is not supported; save it as an ordinary one (baseline or progressive)");

    public static LocalText TooSmall(int width, int height) => new(
        $"foto {width}×{height} piksel terlalu kecil; sedikitnya 320×240", $"{width}×{height} pixels is too small; at least 320×240");

    public static LocalText TooLarge(int width, int height) => new(
        $"foto {width}×{height} piksel terlalu besar; paling banyak 25 megapiksel", $"{width}×{height} pixels is too large; at most 25 megapixels");
}
