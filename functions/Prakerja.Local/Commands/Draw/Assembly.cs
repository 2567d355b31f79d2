using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Prakerja.Local.Tests")]
[assembly: InternalsVisibleTo("Prakerja.Simulation.Tests")]
