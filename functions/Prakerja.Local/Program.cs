using System.CommandLine;
using Prakerja.Local.Commands;

var root = new RootCommand("Kartu Prakerja in one process: serve it, simulate a year of it or its payouts, draw and verify its batches.")
{
    new ServeCommand().Create(),
    new SimulateCommand().Create(),
    new PayoutsCommand().Create(),
    new DrawCommand().Create(),
    new VerifyCommand().Create(),
};
new ServeCommand().AddTo(root);
return await CommandExit.RunAsync(root, args);
