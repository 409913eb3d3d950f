namespace RelayFunctions.Storage;

/// <summary>Recognises the exceptions by which one kind of store reports that it is temporarily unavailable.</summary>
public interface IStoreOutages
{
    /// <summary>Returns the outage that an exception reports; null if it reports none.</summary>
    StoreOutage? Find(Exception exception);
}
