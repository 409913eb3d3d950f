using DurableTask.Core;
using DurableTask.Core.Tracing;

namespace DurableTask.Sqlite.Codec;

/// <summary>Writes and reads the values of events.</summary>
internal static class ValueCodec
{
    public static void Write(BodyWriter writer, DateTime? value)
    {
        writer.Flag(value is not null);
        if (value is { } time)
            writer.Time(time);
    }

    public static DateTime? ReadTime(ref BodyReader reader) => reader.Flag() ? reader.Time() : null;

    public static void Write(BodyWriter writer, IDictionary<string, string>? tags)
    {
        writer.Unsigned(tags is null ? 0 : (ulong)tags.Count + 1);
        foreach (var (name, value) in tags ?? new Dictionary<string, string>())
        {
            writer.Text(name);
            writer.Text(value);
        }
    }

    public static Dictionary<string, string>? ReadTags(ref BodyReader reader)
    {
        var count = reader.Unsigned();
        if (count == 0)
            return null;

        var tags = new Dictionary<string, string>();
        while (--count > 0)
            tags.Add(reader.Text()!, reader.Text()!);
        return tags;
    }

    public static void Write(BodyWriter writer, OrchestrationInstance? instance)
    {
        writer.Flag(instance is not null);
        if (instance is null)
            return;
        writer.Text(instance.InstanceId);
        writer.Text(instance.ExecutionId);
    }

    public static OrchestrationInstance? ReadInstance(ref BodyReader reader) =>
        reader.Flag() ? new OrchestrationInstance { InstanceId = reader.Text(), ExecutionId = reader.Text() } : null;

    public static void Write(BodyWriter writer, ParentInstance? parent)
    {
        writer.Flag(parent is not null);
        if (parent is null)
            return;
        writer.Text(parent.Name);
        writer.Text(parent.Version);
        writer.Number(parent.TaskScheduleId);
        Write(writer, parent.OrchestrationInstance);
    }

    public static ParentInstance? ReadParent(ref BodyReader reader) => !reader.Flag() ? null : new ParentInstance
    {
        Name = reader.Text(),
        Version = reader.Text(),
        TaskScheduleId = reader.Int(),
        OrchestrationInstance = ReadInstance(ref reader),
    };

    public static void Write(BodyWriter writer, DistributedTraceContext? trace)
    {
        writer.Flag(trace is not null);
        if (trace is null)
            return;
        writer.Text(trace.TraceParent);
        writer.Text(trace.TraceState);
        writer.Text(trace.Id);
        writer.Text(trace.SpanId);
        writer.Flag(trace.ActivityStartTime is not null);
        if (trace.ActivityStartTime is not { } start)
            return;
        writer.Fixed(start.Ticks);
        writer.Fixed(start.Offset.Ticks);
    }

    public static DistributedTraceContext? ReadTrace(ref BodyReader reader) =>
        !reader.Flag() ? null : new DistributedTraceContext(reader.Text()!, reader.Text())
        {
            Id = reader.Text(),
            SpanId = reader.Text(),
            ActivityStartTime = reader.Flag()
                ? new DateTimeOffset(reader.Fixed(), TimeSpan.FromTicks(reader.Fixed()))
                : null,
        };
}
