"""What the numbers of a text count: the dead, the injured, a magnitude, a fine.

There is no parser in this. Words that say what is counted, *heads*, stand before or after a number;
each number takes the head that is nearest by the words and the joints of the sentence between them,
and no head answers for two numbers. A number without a head is told by the noun beside it, or by
its value alone.
"""
