using System.Text.Json;
using System.Text.Json.Nodes;
using Fluid.Values;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A part of a JSON body.</summary>
internal abstract class JsonPart
{
    /// <summary>
    /// Returns an action that writes the part for a message; null for a single expression without a value.
    /// </summary>
    public abstract Action<Utf8JsonWriter>? Prepare(TemplateScope scope);

    /// <summary>A number, true, false or null.</summary>
    public sealed class Fixed(JsonNode? value) : JsonPart
    {
        /// <summary>Whether previews mask it, since it came from configuration, as secrets do.</summary>
        public bool IsSecret { get; init; }

        public override Action<Utf8JsonWriter> Prepare(TemplateScope scope) => writer =>
        {
            if (IsSecret && scope.IsMasked)
                writer.WriteStringValue(SecretMask.Text);
            else if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        };
    }

    /// <summary>A string. A single expression keeps the type of its value.</summary>
    public sealed class Text(TextTemplate template) : JsonPart
    {
        public override Action<Utf8JsonWriter>? Prepare(TemplateScope scope)
        {
            if (!template.IsOneValue)
            {
                var text = template.Render(scope);
                return writer => writer.WriteStringValue(text);
            }

            var value = template.Evaluate(scope);
            return value.IsNil() ? null : writer => Write(writer, value);
        }

        private static void Write(Utf8JsonWriter writer, FluidValue value)
        {
            switch (value)
            {
                case BooleanValue boolean:
                    writer.WriteBooleanValue(boolean.ToBooleanValue());
                    break;
                case NumberValue number:
                    writer.WriteNumberValue(number.ToNumberValue());
                    break;
                case ArrayValue list:
                    writer.WriteStartArray();
                    foreach (var item in list.Values)
                        Write(writer, item);
                    writer.WriteEndArray();
                    break;
                default:
                    writer.WriteStringValue(value.ToStringValue());
                    break;
            }
        }
    }

    /// <summary>An object with fixed names. A member without a value is left out.</summary>
    /// <param name="members">The members.</param>
    /// <param name="condition">
    /// An expression; if it has no value, or is empty or false, the object is left out. Null for an object that never
    /// is.
    /// </param>
    public sealed class Object(
        IReadOnlyList<KeyValuePair<string, JsonPart>> members, TextTemplate? condition = null) : JsonPart
    {
        public override Action<Utf8JsonWriter>? Prepare(TemplateScope scope) =>
            condition is not null && !HasValue(condition.Evaluate(scope)) ? null : writer => Write(writer, scope);

        // A setting is always a text.
        private static bool HasValue(FluidValue value) => value switch
        {
            ArrayValue list => list.Values.Count > 0,
            StringValue text => text.ToStringValue() is not ("" or "false"),
            _ => value.ToBooleanValue(),
        };

        private void Write(Utf8JsonWriter writer, TemplateScope scope)
        {
            writer.WriteStartObject();
            foreach (var (name, part) in members)
            {
                if (part.Prepare(scope) is not { } write)
                    continue;

                writer.WritePropertyName(name);
                write(writer);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>A list. An item without a value is left out.</summary>
    public sealed class List(IReadOnlyList<JsonPart> items) : JsonPart
    {
        public override Action<Utf8JsonWriter> Prepare(TemplateScope scope) => writer =>
        {
            writer.WriteStartArray();
            foreach (var item in items)
                item.Prepare(scope)?.Invoke(writer);
            writer.WriteEndArray();
        };
    }
}
