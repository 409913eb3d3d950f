namespace RelayServer.Storage;

/// <summary>Says to an operator where the messages are kept, as in "/data/relay.db".</summary>
internal sealed record StoreDescription(string Text);
