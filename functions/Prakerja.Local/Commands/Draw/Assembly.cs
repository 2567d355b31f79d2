using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Prakerja.Local.Tests")]
