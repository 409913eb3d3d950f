namespace RelayFunctions.Alerts;

/// <summary>A message that an alert has decided on, and that is sent once, even after a crash.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Number">The message's number among those of all alerts, from 1.</param>
/// <param name="Text">The text of the message.</param>
internal sealed record AlertNotice(string Alert, int Number, string Text);
