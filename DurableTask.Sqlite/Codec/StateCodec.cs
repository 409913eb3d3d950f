using DurableTask.Core;

namespace DurableTask.Sqlite.Codec;

/// <summary>
/// Writes and reads the state that a <see cref="DurableTask.Core.History.HistoryStateEvent"/> carries.
/// </summary>
internal static class StateCodec
{
    public static void Write(BodyWriter writer, OrchestrationState? state)
    {
        writer.Flag(state is not null);
        if (state is null)
            return;
        writer.Byte((byte)state.OrchestrationStatus);
        writer.Time(state.CreatedTime);
        writer.Time(state.LastUpdatedTime);
        writer.Time(state.CompletedTime);
        writer.Text(state.Name);
        writer.Text(state.Version);
        writer.Text(state.Input);
        writer.Text(state.Output);
        writer.Text(state.Status);
        writer.Number(state.Size);
        writer.Number(state.CompressedSize);
        writer.Number(state.Generation ?? -1);
        ValueCodec.Write(writer, state.OrchestrationInstance);
        ValueCodec.Write(writer, state.ParentInstance);
        ValueCodec.Write(writer, state.Tags);
        ValueCodec.Write(writer, state.ScheduledStartTime);
        FailureCodec.Write(writer, state.FailureDetails);
    }

    public static OrchestrationState? Read(ref BodyReader reader) => !reader.Flag() ? null : new OrchestrationState
    {
        OrchestrationStatus = (OrchestrationStatus)reader.Byte(),
        CreatedTime = reader.Time(),
        LastUpdatedTime = reader.Time(),
        CompletedTime = reader.Time(),
        Name = reader.Text(),
        Version = reader.Text(),
        Input = reader.Text(),
        Output = reader.Text(),
        Status = reader.Text(),
        Size = reader.Number(),
        CompressedSize = reader.Number(),
        Generation = reader.Int() is >= 0 and var generation ? generation : null,
        OrchestrationInstance = ValueCodec.ReadInstance(ref reader),
        ParentInstance = ValueCodec.ReadParent(ref reader),
        Tags = ValueCodec.ReadTags(ref reader),
        ScheduledStartTime = ValueCodec.ReadTime(ref reader),
        FailureDetails = FailureCodec.Read(ref reader),
    };
}
