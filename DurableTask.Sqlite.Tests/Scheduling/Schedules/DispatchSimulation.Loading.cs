using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <content>
/// The <see cref="BacklogLoader"/> in steps: it reads a page, and anything may happen before it publishes what it read.
/// </content>
internal sealed partial class DispatchSimulation
{
    private const int Page = 2;

    private static IEnumerable<Func<bool>> LoadAsBacklogLoader(Backlog backlog, Func<IEnumerable<bool?>> load)
    {
        backlog.Wake();
        while (true)
        {
            yield return () => backlog.IsWoken;
            Assert.True(backlog.WaitForRoomAsync(CancellationToken.None).IsCompleted);
            var marks = backlog.Marks;
            while (backlog.IsMarked)
            {
                var isThrough = false;
                foreach (var step in load())
                {
                    isThrough = step ?? false;
                    yield return Schedule.Always;
                }

                if (!isThrough || backlog.TryClear(marks))
                    break;
                yield return Schedule.Always;
                marks = backlog.Marks;
            }
        }
    }

    private IEnumerable<bool?> LoadPending() =>
        Load(_instances.Starts, _backlogReader.PendingRows, _instances.OnPendingFound);

    private IEnumerable<bool?> LoadMessages() =>
        Load(_instances.UnderWay, _backlogReader.InboxRows, _instances.OnMessagesFound);

    // The last value says whether the file's end was reached.
    private static IEnumerable<bool?> Load(Lane lane, Func<long, int, List<long>> read, Action<long> found)
    {
        long last = 0;
        List<long> rows;
        do
        {
            if (lane.Room == 0)
            {
                yield return false;
                yield break;
            }

            rows = read(last, Page);
            foreach (var row in rows)
            {
                yield return null;
                if (lane.Room == 0)
                {
                    yield return false;
                    yield break;
                }

                found(row);
                last = row;
            }
        }
        while (rows.Count == Page);

        yield return true;
    }

    private IEnumerable<bool?> LoadActivities()
    {
        while (_activities.Room > 0)
        {
            var page = Math.Min(Page, _activities.Room);
            var found = _backlogReader.Tasks(_activities.LastSequence, page);
            yield return null;
            _activities.OnFound(found);
            if (found.Count < page)
            {
                yield return true;
                yield break;
            }
        }

        yield return false;
    }
}
