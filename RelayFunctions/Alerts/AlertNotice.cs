namespace RelayFunctions.Alerts;

/// <summary>A message of an alert that was decided on: it is sent once, whatever happens in between.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Number">Its number among all that were decided on, from 1.</param>
/// <param name="Text">What it says.</param>
internal sealed record AlertNotice(string Alert, int Number, string Text);
