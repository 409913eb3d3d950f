namespace RelayFunctions.Alerts;

/// <summary>A message that an alert has decided on: it is sent once, even after a crash.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Number">Its number among all notices, from 1.</param>
/// <param name="Text">The text of the message.</param>
internal sealed record AlertNotice(string Alert, int Number, string Text);
