using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Prakerja.Contracts.Outside;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class RegistriesContractTests : RegistriesContract
{
    protected override async Task<IRegistriesBench> OpenAsync() => new Bench(await GatewayBench.StartAsync());

    /// <summary>Both registries, played on the far side of real HTTP; who asks for one is told by the shape of the question.</summary>
    private sealed class Bench : IRegistriesBench
    {
        private readonly GatewayBench bench;
        private readonly ConcurrentDictionary<string, RegisteredPerson> people = new(StringComparer.Ordinal);
        private bool available = true;

        public Bench(GatewayBench bench)
        {
            this.bench = bench;
            bench.Service.Handler = RunAsync;
        }

        public ICivilRegistry Civil => bench.Get<ICivilRegistry>();

        public IExclusionRegistries Exclusions => bench.Get<IExclusionRegistries>();

        public Task KnowAsync(string nik, RegisteredPerson person)
        {
            people[nik] = person;
            return Task.CompletedTask;
        }

        public Task SwitchAsync(bool available)
        {
            this.available = available;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => bench.DisposeAsync();

        private Task RunAsync(HttpContext http, Arrived request)
        {
            var question = JsonNode.Parse(request.Body)!.AsObject();
            var person = people[(string)question["nik"]!];
            var isCivil = question.ContainsKey("fullName");
            return !available || (isCivil && person.Registry == "unavailable") ? LoopbackService.AnswerAsync(http, 503, "")
                : LoopbackService.AnswerAsync(http, 200, (isCivil ? CivilOf(person) : ExclusionsOf(person)).ToJsonString());
        }

        private static JsonObject CivilOf(RegisteredPerson person) => new()
        {
            ["outcome"] = person.Registry, ["nameScore"] = person.Registry == "match" ? 100 : 0, ["regencyMatches"] = true, ["deceased"] = person.Deceased,
        };

        private static JsonObject ExclusionsOf(RegisteredPerson person) => new()
        {
            ["student"] = person.Student, ["official"] = person.Official, ["socialAid"] = person.SocialAid, ["deceased"] = person.Deceased,
        };
    }
}
