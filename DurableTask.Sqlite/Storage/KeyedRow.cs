using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <summary>The search keys of a stored instance, computed from its state as of <c>Updated</c>.</summary>
internal readonly record struct KeyedRow(long Row, long Updated, SearchKeys? Keys);
