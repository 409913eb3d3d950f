using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <summary>The keys of a stored instance, made of its state at the last change.</summary>
internal readonly record struct KeyedRow(long Row, long Updated, SearchKeys? Keys);
