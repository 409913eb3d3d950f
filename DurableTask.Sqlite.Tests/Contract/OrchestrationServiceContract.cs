namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// What a storage provider of the Durable Task Framework does, as far as its callers can see it. Each subclass runs
/// the same cases on one provider.
/// </summary>
public abstract partial class OrchestrationServiceContract(ContractHub hub) : ContractCases(hub);
