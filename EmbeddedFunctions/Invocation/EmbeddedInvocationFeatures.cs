using System.Collections;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Invocation;

internal sealed class EmbeddedInvocationFeatures(EmbeddedFunctionContext context) : IInvocationFeatures
{
    private readonly Dictionary<Type, object> _features = [];

    public T? Get<T>()
    {
        if (_features.TryGetValue(typeof(T), out var feature))
            return (T)feature;

        if (typeof(T) == typeof(IHttpRequestDataFeature))
        {
            return context.TriggerValue is HttpRequestData request
                ? (T)(IHttpRequestDataFeature)new TriggerRequestFeature(request)
                : (T)RequestDataFeature.Instance;
        }

        return typeof(T) == BindingsFeature.Interface ? (T)BindingsFeature.Of(context) : default;
    }

    public void Set<T>(T instance) =>
        _features[typeof(T)] = instance ?? throw new ArgumentNullException(nameof(instance));

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
