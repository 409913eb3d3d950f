namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The activities or the memory that all gateways share, in units. A gateway may take another unit only while it uses
/// fewer than are free beyond the reserve (dynamic thresholds, Choudhury and Hahne 1998). N gateways that hang get at
/// most a share of 1/(N+1) each, and as much stays free. The reserve is for gateways that use no unit.
/// </summary>
internal sealed class SharedCapacity(int total, int reserve, SharedCapacity? parent = null)
{
    private int _held;

    private int Free => total - _held;

    /// <summary>Returns how many more units a gateway may take if it uses this many.</summary>
    public int GetAvailable(int held)
    {
        var available = Math.Max((Free - reserve - held + 1) / 2, held == 0 ? Math.Min(1, Free) : 0);
        return parent is null ? available : Math.Min(available, parent.GetAvailable(held));
    }

    /// <summary>Whether a number of units is free. A request for more than all units fits if none is used.</summary>
    public bool HasRoomFor(int units) => (_held == 0 || units <= Free) && parent?.HasRoomFor(units) != false;

    public void Take(int units = 1)
    {
        _held += units;
        parent?.Take(units);
    }

    public void Release(int units = 1)
    {
        _held -= units;
        parent?.Release(units);
    }
}
