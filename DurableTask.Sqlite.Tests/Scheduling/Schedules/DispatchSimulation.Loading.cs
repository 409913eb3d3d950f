using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <content>
/// The <see cref="FileLoader"/> in steps: it reads a page, and anything may happen before it tells of what it read.
/// </content>
internal sealed partial class DispatchSimulation
{
    private const int Page = 2;

    private IEnumerable<Func<bool>> LoadAsFileLoader(Overflow overflow, Func<IEnumerable<bool?>> load)
    {
        overflow.Wake();
        while (true)
        {
            yield return () => overflow.IsWoken;
            Assert.True(overflow.WaitForRoomAsync(CancellationToken.None).IsCompleted);
            var marks = overflow.Marks;
            while (overflow.IsMarked)
            {
                var isThrough = false;
                foreach (var step in load())
                {
                    isThrough = step ?? false;
                    yield return Schedule.Always;
                }

                if (!isThrough || overflow.TryClear(marks))
                    break;
                yield return Schedule.Always;
                marks = overflow.Marks;
            }

            yield return Schedule.Always;
            _timers.Advance();
        }
    }

    // The last value says whether the file's end was reached.
    private IEnumerable<bool?> LoadInstances()
    {
        foreach (var read in new[] { (Func<long, int, List<long>>)_reader.PendingRows, _reader.InboxRows })
        {
            long last = 0;
            List<long> rows;
            do
            {
                if (_instances.Room == 0)
                {
                    yield return false;
                    yield break;
                }

                rows = read(last, Page);
                foreach (var row in rows)
                {
                    yield return null;
                    if (_instances.Room == 0)
                    {
                        yield return false;
                        yield break;
                    }

                    _instances.Found(row);
                    last = row;
                }
            }
            while (rows.Count == Page);
        }

        yield return true;
    }

    private IEnumerable<bool?> LoadActivities()
    {
        while (_activities.Room > 0)
        {
            var page = Math.Min(Page, _activities.Room);
            var found = _reader.Tasks(_activities.LastSequence, page);
            yield return null;
            _activities.Found(found);
            if (found.Count < page)
            {
                yield return true;
                yield break;
            }
        }

        yield return false;
    }
}
