namespace RelayFunctions.Storage;

/// <summary>Recognises the exceptions by which a store, or the process, reports a temporary outage.</summary>
public interface IOutageClassifier
{
    /// <summary>Returns the outage that an exception reports; null if the exception reports none.</summary>
    Outage? Classify(Exception exception);
}
