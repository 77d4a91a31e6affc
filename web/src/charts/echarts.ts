// What the pages draw, and no more of the library than that.
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, MarkPointComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
    BarChart,
    LineChart,
    SankeyChart,
    GridComponent,
    LegendComponent,
    MarkAreaComponent,
    MarkPointComponent,
    TooltipComponent,
    LabelLayout,
    SVGRenderer,
]);

export { init };
