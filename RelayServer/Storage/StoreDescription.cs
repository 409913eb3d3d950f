namespace RelayServer.Storage;

/// <summary>The place where the messages are kept, for an operator, as in "/data/relay.db".</summary>
internal sealed record StoreDescription(string Text);
