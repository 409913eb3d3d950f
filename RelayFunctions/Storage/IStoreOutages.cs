namespace RelayFunctions.Storage;

/// <summary>Knows the exceptions by which one kind of store says that it can't be used at the moment.</summary>
public interface IStoreOutages
{
    /// <summary>The outage that an exception tells of; null where it tells of none.</summary>
    StoreOutage? Find(Exception exception);
}
