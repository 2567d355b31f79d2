using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Prakerja.Azure.Tests.Azurite.StorageTestFramework", "Prakerja.Azure.Tests")]

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>xunit 2 cannot skip inherited facts at run time; this hands them to it as skipped ones.</summary>
public sealed class StorageTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(
                AzuritePackage.Missing is { } reason ? testCases.Select(test => NeedsAzurite(test) ? new Skipped(test, reason) : test) : testCases,
                executionMessageSink, executionOptions);

        private static bool NeedsAzurite(IXunitTestCase test) =>
            test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAzuriteAttribute).AssemblyQualifiedName).Any();
    }

    private sealed class Skipped : XunitTestCase
    {
        [Obsolete("Called by the de-serializer", error: true)]
        public Skipped()
        {
        }

        public Skipped(IXunitTestCase test, string reason)
            : base(null, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, test.TestMethodArguments)
        {
            Initialize();
            SkipReason = reason;
        }
    }
}
