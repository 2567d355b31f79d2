using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Prakerja.Domain.Tests")]
