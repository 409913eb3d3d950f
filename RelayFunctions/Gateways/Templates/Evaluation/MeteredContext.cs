using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// The context of one request's templates. It counts the characters that they read, compare and create, so that the
/// bound on their work does not depend on the machine or its load.
/// </summary>
internal sealed class MeteredContext(FluidValue model, TemplateOptions options) : TemplateContext(model, options)
{
    /// <summary>
    /// The characters that one request's templates may work on: at most about 60 ms of processor time.
    /// </summary>
    public const long MaxWork = 8 * 1024 * 1024;

    /// <summary>The cost of making an item of a list.</summary>
    public const int NewItemWork = 64;

    /// <summary>The cost of reading an item, in addition to its characters.</summary>
    private const int ItemWork = 8;

    private long _work;

    /// <summary>Whether secrets are masked, since a person will read the output.</summary>
    public bool HasMaskedSecrets { get; init; }

    /// <summary>Whether an <see cref="UnknownValue"/> was read, since this was last set to false.</summary>
    public bool HasReadUnknown { get; set; }

    /// <summary>Whether the secrets that a template reads are masked.</summary>
    public static bool IsMasked(TemplateContext context) => ((MeteredContext)context).HasMaskedSecrets;

    /// <summary>Counts work before it is done.</summary>
    /// <exception cref="TemplateLimitException">The templates exceed the bound on their work.</exception>
    public static void Charge(TemplateContext context, long characters)
    {
        var metered = (MeteredContext)context;
        metered._work += characters;
        if (metered._work > MaxWork)
            throw new TemplateLimitException($"works on more than {MaxWork} characters");
    }

    /// <summary>Counts the reading of a value.</summary>
    public static void Charge(TemplateContext context, FluidValue value) => Charge(context, WorkOf(value));

    /// <summary>The cost of reading a value once.</summary>
    public static long WorkOf(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(item => WorkOf(item) + ItemWork),
        _ => 1,
    };

    /// <summary>The cost of searching a text in another, in the worst case: nearly a match at each position.</summary>
    public static long SearchWork(long text, long wanted) => text * (1 + (wanted / 16));
}
