using System.Text;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A body that is the message itself, which is JSON already.</summary>
internal sealed class JsonTextBody : BodyTemplate
{
    public static readonly JsonTextBody Instance = new();

    private JsonTextBody()
    {
    }

    public override RequestContent Render(TemplateScope scope) =>
        new(JsonBody.DefaultType, Encoding.UTF8.GetBytes(scope.Message));
}
