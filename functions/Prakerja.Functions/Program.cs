using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Prakerja.Functions.Hosting;
using Prakerja.Pipeline;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseWhen<SafeFailures>(context => !context.IsOrchestration());
builder.Services.AddFunctionsHead(builder.Configuration);
using var host = builder.Build();
PipelineServices.RegisterWorkflows(host.Services);
await host.RunAsync();
