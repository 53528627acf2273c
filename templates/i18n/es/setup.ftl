# Groups, agents and lines.
