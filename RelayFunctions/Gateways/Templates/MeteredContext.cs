using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// The context of one request's templates. It counts the characters that they read, compare and make, so that the work
/// is bounded in the same way on every machine, however busy it is.
/// </summary>
internal sealed class MeteredContext(FluidValue model) : TemplateContext(model, TemplateLanguage.Options)
{
    /// <summary>How many characters one request's templates may work on: at most about 50 ms.</summary>
    public const long MaxWork = 8 * 1024 * 1024;

    /// <summary>What an item of a list costs to look at, beside its characters.</summary>
    private const int ItemWork = 8;

    /// <summary>What it costs to make one.</summary>
    private const int NewItemWork = 32;

    private long _work;

    /// <summary>Counts work before it is done.</summary>
    /// <exception cref="TemplateLimitException">The templates have worked on too much.</exception>
    public static void Charge(TemplateContext context, long characters)
    {
        var metered = (MeteredContext)context;
        metered._work += characters;
        if (metered._work > MaxWork)
            throw new TemplateLimitException($"works on more than {MaxWork} characters");
    }

    /// <summary>Counts the reading of a value.</summary>
    public static void Charge(TemplateContext context, FluidValue value) => Charge(context, WorkOf(value));

    /// <summary>Counts a value that was made.</summary>
    public static void ChargeNew(TemplateContext context, FluidValue value) => Charge(context, WorkOf(value, NewItemWork));

    /// <summary>What it costs to look at a value once.</summary>
    public static long WorkOf(FluidValue value) => WorkOf(value, ItemWork);

    private static long WorkOf(FluidValue value, int itemWork) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(item => WorkOf(item, itemWork) + itemWork),
        _ => 1,
    };

    /// <summary>What it costs to look for one text in another: nearly a match at each place, at worst.</summary>
    public static long SearchWork(long text, long wanted) => text * (1 + (wanted / 16));
}
