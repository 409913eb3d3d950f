using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Listing;

/// <summary>Finds messages. A host whose store has an index provides its own implementation.</summary>
public interface IMessageIndex
{
    /// <summary>Reads one page.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="query">The filters and the page.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="FormatException">The cursor is not one of this index.</exception>
    Task<MessagePage> FindAsync(DurableTaskClient client, MessageQuery query, CancellationToken cancellationToken);
}
