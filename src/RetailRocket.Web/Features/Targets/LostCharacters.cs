using System.Text;

namespace RetailRocket.Web.Features.Targets;

/// <summary>Counts the characters that an encoding does not have, and puts a question mark in place of each.</summary>
internal sealed class LostCharacters : EncoderFallback
{
    public long Count { get; private set; }

    public override int MaxCharCount => 1;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Mark(this);

    private sealed class Mark(LostCharacters lost) : EncoderFallbackBuffer
    {
        private bool isGiven = true;

        public override int Remaining => isGiven ? 0 : 1;

        public override bool Fallback(char charUnknown, int index) => Lose();

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Lose();

        public override char GetNextChar()
        {
            if (isGiven)
                return '\0';
            isGiven = true;
            return '?';
        }

        public override bool MovePrevious()
        {
            if (!isGiven)
                return false;
            isGiven = false;
            return true;
        }

        public override void Reset() => isGiven = true;

        private bool Lose()
        {
            lost.Count++;
            isGiven = false;
            return true;
        }
    }
}
