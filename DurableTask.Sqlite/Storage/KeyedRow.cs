using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <summary>The keys of a stored instance, made of what it was at its last change.</summary>
internal readonly record struct KeyedRow(long Row, long Updated, SearchKeys? Keys);
