using DurableTask.Core;

namespace EmbeddedFunctions.Durable.Checks;

/// <summary>
/// Durable timers fire by the store's clock, and orchestrators compute their times by the app's. With two clocks, a
/// timer of a day could fire immediately, or never.
/// </summary>
internal static class StoreClock
{
    /// <summary>
    /// Rejects a store on another clock. A provider without a <c>TimeProvider</c> property runs on the system's clock.
    /// </summary>
    /// <exception cref="StartRefusedException">The store runs on another clock than the app.</exception>
    public static void Check(IOrchestrationService service, TimeProvider app)
    {
        var property = service.GetType().GetProperties()
            .FirstOrDefault(
                property => property.CanRead && typeof(TimeProvider).IsAssignableFrom(property.PropertyType));
        var store = (TimeProvider?)property?.GetValue(service) ?? TimeProvider.System;
        if (!ReferenceEquals(store, app))
        {
            throw new StartRefusedException($"The app's TimeProvider is {app.GetType().Name}, but "
                + $"{service.GetType().Name} runs on {Describe(store)}. Give both the same instance"
                + (property is null ? ", or use an orchestration service that has a TimeProvider property." : "."));
        }
    }

    private static string Describe(TimeProvider store) =>
        ReferenceEquals(store, TimeProvider.System) ? "the system's clock" : $"another, {store.GetType().Name}";
}
