namespace Prakerja.Azure.Tests.Azurite;

/// <summary>Tests of this class talk to Azurite; they are skipped, with the reason, where npm does not give it (<see cref="StorageTestFramework"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;
