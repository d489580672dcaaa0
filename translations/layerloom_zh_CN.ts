<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>app</name>
    <message>
        <source>There is no sample called “%1”.</source>
        <translation>没有名为“%1”的示例。</translation>
    </message>
</context>
<context>
    <name>app::CanvasController</name>
    <message>
        <source>Add layer</source>
        <translation>添加层</translation>
    </message>
    <message>
        <source>Insert layer</source>
        <translation>插入层</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Link layers</source>
        <translation>连接层</translation>
    </message>
    <message>
        <source>Move link</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <source>Cut link</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>A link goes from an output to an input.</source>
        <translation>连线必须从输出连到输入。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>exploding</source>
        <translation>数值爆炸</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 失活</translation>
    </message>
</context>
<context>
    <name>app::CanvasPane</name>
    <message>
        <source>“%1” trains the network as it was at %2. Your edits since then apply to the next run.</source>
        <translation>“%1”训练的是 %2 时的网络。此后的修改从下一次训练起生效。</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Lay the network out from top to bottom</source>
        <translation>从上到下排列网络</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation>显示整个网络</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Drag a layer here, or press Space to search.</source>
        <translation>把层拖到这里，或按空格键搜索。</translation>
    </message>
    <message>
        <source>Start from a sample</source>
        <translation>从示例开始</translation>
    </message>
</context>
<context>
    <name>app::DataStore</name>
    <message>
        <source>This version knows no data set called “%1”; choose another one.</source>
        <translation>此版本不认识数据集“%1”；请选择其他数据集。</translation>
    </message>
</context>
<context>
    <name>app::DockTitle</name>
    <message>
        <source>Take out of the window, or put back</source>
        <translation>移出窗口，或放回</translation>
    </message>
    <message>
        <source>Close this panel; the View menu brings it back</source>
        <translation>关闭此面板；可在“视图”菜单中重新打开</translation>
    </message>
</context>
<context>
    <name>app::Document</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>app::Inspector</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>How this network learns</source>
        <translation>这个网络如何学习</translation>
    </message>
    <message>
        <source>This version does not know the layer “%1”; its settings are kept.</source>
        <translation>此版本不认识层“%1”；它的设置会保留。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
</context>
<context>
    <name>app::InspectorFields</name>
    <message>
        <source>First that fits</source>
        <translation>第一个合适的</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>%1 per sample</source>
        <translation>每个样本 %1</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>修改“%2”的%1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>Change training</source>
        <translation>修改训练设置</translation>
    </message>
</context>
<context>
    <name>app::LayerTexts</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Layerloom projects (*.loom);;All files (*)</source>
        <translation>Layerloom 项目 (*.loom);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Opening “%1” ...</source>
        <translation>正在打开“%1”……</translation>
    </message>
    <message>
        <source>Layerloom</source>
        <translation>Layerloom</translation>
    </message>
    <message>
        <source>A newer version of Layerloom wrote this project; what this version does not know is kept, and saving makes a copy.</source>
        <translation>此项目由更新版本的 Layerloom 写成；此版本不认识的内容会保留，保存时将另存副本。</translation>
    </message>
    <message>
        <source>“%1” was opened.</source>
        <translation>已打开“%1”。</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 副本</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Layerloom projects (*.loom)</source>
        <translation>Layerloom 项目 (*.loom)</translation>
    </message>
    <message>
        <source>Saving ...</source>
        <translation>正在保存……</translation>
    </message>
    <message>
        <source>“%1” is training, epoch %2 of %3. Saving keeps its last state, so that it can go on later.</source>
        <translation>“%1”正在训练，第 %2 轮，共 %3 轮。保存会留下最后的状态，以后可以继续。</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有尚未保存的修改。</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>停止并放弃</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>%1 (files missing)</source>
        <translation>%1（缺少文件）</translation>
    </message>
    <message>
        <source>Choose the data folder ...</source>
        <translation>选择数据文件夹……</translation>
    </message>
    <message>
        <source>Data settings</source>
        <translation>数据设置</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Choose the folder ...</source>
        <translation>选择文件夹……</translation>
    </message>
    <message>
        <source>Use “%1” instead</source>
        <translation>改用“%1”</translation>
    </message>
    <message>
        <source>The folder that holds your data sets</source>
        <translation>存放数据集的文件夹</translation>
    </message>
    <message>
        <source>Choose the device</source>
        <translation>选择设备</translation>
    </message>
    <message>
        <source>Threads and more</source>
        <translation>线程与更多</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>开始页</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>St&amp;ep one batch</source>
        <translation>单步一个批次(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open ...</source>
        <translation>打开(&amp;O)……</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Save &amp;as ...</source>
        <translation>另存为(&amp;A)……</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>De&amp;lete and reconnect</source>
        <translation>删除并重新连接(&amp;L)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Fix the first problem</source>
        <translation>修复第一个问题(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Design</source>
        <translation>设计(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>探索(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Reset this arrangement</source>
        <translation>重置此布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Fit the network</source>
        <translation>适应网络(&amp;F)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>The&amp;me</source>
        <translation>主题(&amp;M)</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Search for a layer ...</source>
        <translation>搜索层(&amp;S)……</translation>
    </message>
    <message>
        <source>&amp;Find in the palette</source>
        <translation>在层列表中查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Arrange</source>
        <translation>排列(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tidy</source>
        <translation>整理(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Mute, or not</source>
        <translation>静音或取消(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Freeze, or not</source>
        <translation>冻结或取消(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Continue the selected run</source>
        <translation>继续选中的训练(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Explain the layer</source>
        <translation>解释该层(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Layerloom</source>
        <translation>关于 Layerloom(&amp;A)</translation>
    </message>
    <message>
        <source>Projects you save appear here.</source>
        <translation>保存的项目会出现在这里。</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>清除记录</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Samples and recent projects</source>
        <translation>示例与最近的项目</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train the network from new starting weights</source>
        <translation>从新的初始权重训练网络</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Train with one batch, then pause</source>
        <translation>用一个批次训练，然后暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop within one batch; the run can be continued (Shift+F5)</source>
        <translation>在一个批次内停止；之后可以继续 (Shift+F5)</translation>
    </message>
    <message>
        <source>Drag a layer onto the canvas, or press Space there to search.</source>
        <translation>把层拖到画布上，或在画布上按空格键搜索。</translation>
    </message>
    <message>
        <source>search for a layer and add it</source>
        <translation>搜索并添加层</translation>
    </message>
    <message>
        <source>drag from port to port</source>
        <translation>从端口拖到端口</translation>
    </message>
    <message>
        <source>link two layers</source>
        <translation>连接两个层</translation>
    </message>
    <message>
        <source>drag a layer onto a link</source>
        <translation>把层拖到连线上</translation>
    </message>
    <message>
        <source>insert it there</source>
        <translation>插入到那里</translation>
    </message>
    <message>
        <source>Alt+click on a link</source>
        <translation>Alt+单击连线</translation>
    </message>
    <message>
        <source>cut it</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>delete and reconnect the neighbours</source>
        <translation>删除并重新连接相邻层</translation>
    </message>
    <message>
        <source>duplicate, copy, cut, paste</source>
        <translation>复制一份、复制、剪切、粘贴</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>撤销、重做</translation>
    </message>
    <message>
        <source>rename, explain the layer</source>
        <translation>重命名、解释该层</translation>
    </message>
    <message>
        <source>mute, freeze</source>
        <translation>静音、冻结</translation>
    </message>
    <message>
        <source>wheel, middle button, Home, F</source>
        <translation>滚轮、中键、Home、F</translation>
    </message>
    <message>
        <source>zoom, pan, fit all, fit the selection</source>
        <translation>缩放、平移、适应全部、适应所选</translation>
    </message>
    <message>
        <source>train, pause, step, stop</source>
        <translation>训练、暂停、单步、停止</translation>
    </message>
    <message>
        <source>design, train, explore</source>
        <translation>设计、训练、探索</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Layerloom</source>
        <translation>关于 Layerloom</translation>
    </message>
    <message>
        <source>&lt;b&gt;Layerloom %1&lt;/b&gt;&lt;p&gt;Compose networks from layers, train them and look inside.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Layerloom %1&lt;/b&gt;&lt;p&gt;用层搭建网络，训练网络，看清其内部。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Restore the network of “%1”</source>
        <translation>恢复“%1”的网络</translation>
    </message>
    <message>
        <source>Space or double-click</source>
        <translation>空格键或双击</translation>
    </message>
    <message>
        <source>%1 ...</source>
        <translation>%1 ...</translation>
    </message>
    <message>
        <source>Choose another ...</source>
        <translation>另选 ...</translation>
    </message>
    <message>
        <source>Read “%1” as</source>
        <translation>将“%1”读作</translation>
    </message>
    <message>
        <source>&amp;Reset the state</source>
        <translation>重置状态(&amp;R)</translation>
    </message>
    <message>
        <source>Reset state</source>
        <translation>重置状态</translation>
    </message>
    <message>
        <source>Stateful layers of the running network go on from zeros</source>
        <translation>正在运行的网络中有状态的层从零开始继续</translation>
    </message>
</context>
<context>
    <name>app::Metrics</name>
    <message>
        <source>Root mean squared error</source>
        <translation>均方根误差</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Top-5 accuracy</source>
        <translation>前五准确率</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
</context>
<context>
    <name>app::OwnData</name>
    <message>
        <source>A folder that holds one folder of pictures for each class</source>
        <translation>为每个类别各含一个图片文件夹的文件夹</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>app::Recent</name>
    <message>
        <source>Today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n problem(s)</source>
        <translation>
            <numerusform>%1，%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, not trained yet</source>
        <translation>%1，尚未训练</translation>
    </message>
    <message>
        <source>%1, loss %2</source>
        <translation>%1，损失 %2</translation>
    </message>
</context>
<context>
    <name>app::Samples</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n 轮</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Session</name>
    <message>
        <source>“%1” kept no checkpoint, so it cannot go on; start a new run with F5.</source>
        <translation>“%1”没有保留检查点，无法继续；请按 F5 开始新的训练。</translation>
    </message>
    <message>
        <source>“%1” trains: %2.</source>
        <translation>“%1”开始训练：%2。</translation>
    </message>
    <message>
        <source>“%1” has finished.</source>
        <translation>“%1”已完成。</translation>
    </message>
    <message>
        <source>“%1” was stopped.</source>
        <translation>“%1”已停止。</translation>
    </message>
    <message>
        <source>The state of “%1” was reset.</source>
        <translation>“%1”的状态已重置。</translation>
    </message>
</context>
<context>
    <name>app::StartPage</name>
    <message>
        <source>Projects you save appear here.</source>
        <translation>保存的项目会出现在这里。</translation>
    </message>
    <message>
        <source>“%1” has changes from %2 that were not saved when the program ended.</source>
        <translation>“%1”在 %2 的修改在程序结束时没有保存。</translation>
    </message>
    <message>
        <source>Restore them</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Back to “%1”</source>
        <translation>返回“%1”</translation>
    </message>
    <message>
        <source>No sample is called “%1”.</source>
        <translation>没有名为“%1”的示例。</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Compose, train and explore networks</source>
        <translation>搭建、训练和探索网络</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>新建网络</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Each opens ready to train: press F5</source>
        <translation>打开即可训练：按 F5</translation>
    </message>
    <message>
        <source>Find a sample</source>
        <translation>查找示例</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
</context>
<context>
    <name>app::StatusBar</name>
    <message numerus="yes">
        <source>%1 of %n layer(s) selected</source>
        <translation>
            <numerusform>已选 %1 层，共 %n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed since %1</source>
        <translation>%1 保存后有修改</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 已保存</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 while training</source>
        <translation>训练时占用 %1</translation>
    </message>
    <message>
        <source>%1 multiply-adds per sample</source>
        <translation>每个样本 %1 次乘加</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) not yet known</source>
        <translation>
            <numerusform>%n 层尚不清楚</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 of %3 in use</source>
        <translation>%1，已用 %2，共 %3</translation>
    </message>
</context>
<context>
    <name>app::Toolbar</name>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Arrangement of the window</source>
        <translation>窗口布局</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>The data set this network learns from</source>
        <translation>此网络学习所用的数据集</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU，%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>What computes the training</source>
        <translation>用什么来计算训练</translation>
    </message>
</context>
<context>
    <name>app::panels::Activations</name>
    <message>
        <source>Each map by itself</source>
        <translation>各特征图单独缩放</translation>
    </message>
    <message>
        <source>All maps alike</source>
        <translation>所有特征图统一缩放</translation>
    </message>
    <message>
        <source>Black is the lowest value and white the highest, of each map or of all maps of the layer. Where there are values below zero, teal is below and orange above.</source>
        <translation>黑色为最低值，白色为最高值，按每个特征图或按该层的全部特征图计算。有负值时，青色为负，橙色为正。</translation>
    </message>
    <message>
        <source>Scale of the values</source>
        <translation>数值的色标</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>This layer</source>
        <translation>此层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Select a convolution or Dense layer on the canvas.</source>
        <translation>请在画布上选择一个卷积层或全连接层。</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>The data are being read.</source>
        <translation>正在读取数据。</translation>
    </message>
    <message>
        <source>Starting values: this network is not trained yet.</source>
        <translation>初始值：此网络尚未训练。</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
</context>
<context>
    <name>app::panels::Curves</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The curves appear when you train: F5.</source>
        <translation>训练时曲线会出现在这里：按 F5。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>导出曲线</translation>
    </message>
    <message>
        <source>The curves were written to %1.</source>
        <translation>曲线已写入 %1。</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
</context>
<context>
    <name>app::panels::Difference</name>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Rebuilt</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Rebuilt minus original</source>
        <translation>重建减原图</translation>
    </message>
    <message>
        <source>Mean squared error %1. Orange is brighter than the original, teal is darker.</source>
        <translation>均方误差 %1。橙色表示比原图亮，青色表示比原图暗。</translation>
    </message>
</context>
<context>
    <name>app::panels::Draw</name>
    <message>
        <source>From test part</source>
        <translation>取自测试部分</translation>
    </message>
    <message>
        <source>Puts a random picture of the test part onto the pad, to be changed by hand</source>
        <translation>从测试部分随机取一张图片放到画板上，可以手工修改</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>粗细</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes the last stroke back: Ctrl+Z on the pad</source>
        <translation>撤回最后一笔：在画板上按 Ctrl+Z</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Starts with blank paper: Del on the pad</source>
        <translation>重新开始一张白纸：在画板上按 Del</translation>
    </message>
    <message>
        <source>This network reads no pictures, or says nothing about them.</source>
        <translation>此网络不读取图片，或对图片没有任何输出。</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
    <message>
        <source>Draw a picture</source>
        <translation>画一幅图</translation>
    </message>
    <message>
        <source>Draw a digit; the network answers as soon as it trains.</source>
        <translation>画一个数字；网络一开始训练就会回答。</translation>
    </message>
    <message>
        <source>Draw a picture; the network answers as soon as it trains.</source>
        <translation>画一幅图；网络一开始训练就会回答。</translation>
    </message>
    <message>
        <source>A picture from the data is taken as it is</source>
        <translation>来自数据的图片按原样使用</translation>
    </message>
    <message>
        <source>Brings the drawing to the middle and to the size of the digits in the data</source>
        <translation>把所画的内容移到中央，并缩放到数据中数字的大小</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>图片 %1</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Picture %1: %2</source>
        <translation>图片 %1：%2</translation>
    </message>
    <message>
        <source>Eraser; the right mouse button erases, too</source>
        <translation>橡皮擦；鼠标右键也可以擦除</translation>
    </message>
</context>
<context>
    <name>app::panels::DrawAnswers</name>
    <message>
        <source>The network sees</source>
        <translation>网络看到的</translation>
    </message>
    <message>
        <source>It takes this for</source>
        <translation>网络认为是</translation>
    </message>
    <message>
        <source>It rebuilds</source>
        <translation>网络重建出</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>app::panels::EmbeddingMapPanel</name>
    <message>
        <source>Settings of the map</source>
        <translation>图的设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>2-D</source>
        <translation>二维</translation>
    </message>
    <message>
        <source>3-D</source>
        <translation>三维</translation>
    </message>
    <message>
        <source>Dimensions of the map</source>
        <translation>图的维数</translation>
    </message>
    <message>
        <source>A map in the plane, or one in space that can be turned</source>
        <translation>平面图，或可以旋转的空间图</translation>
    </message>
    <message>
        <source>Train the network to see its map.</source>
        <translation>训练网络以查看其嵌入图。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Load a table …</source>
        <translation>载入表格 …</translation>
    </message>
    <message>
        <source>The map appears in a moment.</source>
        <translation>图马上就会出现。</translation>
    </message>
    <message>
        <source>Choose a layer, then make the map.</source>
        <translation>选择一个层，然后绘制图。</translation>
    </message>
    <message>
        <source>Make map</source>
        <translation>绘制图</translation>
    </message>
    <message>
        <source>This map is of another training; run again.</source>
        <translation>此图来自另一次训练；请重新运行。</translation>
    </message>
    <message>
        <source>The network has been trained since; run again.</source>
        <translation>此后网络又经过训练；请重新运行。</translation>
    </message>
    <message>
        <source>Showing %1 of %2</source>
        <translation>显示 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>A table of points</source>
        <translation>数据点表格</translation>
    </message>
    <message>
        <source>Tables (%1)</source>
        <translation>表格 (%1)</translation>
    </message>
    <message>
        <source>Embedding map</source>
        <translation>嵌入图</translation>
    </message>
</context>
<context>
    <name>app::panels::Explainer</name>
    <message>
        <source>All results</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Shows the results of the steps to come as well</source>
        <translation>把后面各步的结果也显示出来</translation>
    </message>
    <message>
        <source>Apply to the layer</source>
        <translation>应用到层</translation>
    </message>
    <message>
        <source>Gives the layer this window, stride and padding</source>
        <translation>把这里的窗口、步幅和填充交给该层</translation>
    </message>
    <message>
        <source>%1, %2 × %3</source>
        <translation>%1，%2 × %3</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Select a convolution or pooling layer to see its own window and numbers.</source>
        <translation>选择一个卷积层或池化层，即可看到它自己的窗口和数值。</translation>
    </message>
    <message>
        <source>The window of %1.</source>
        <translation>%1 的窗口。</translation>
    </message>
    <message>
        <source>Its kernel is not trained yet, so this one is an example.</source>
        <translation>它的卷积核还没有训练，这里用的是示例。</translation>
    </message>
    <message>
        <source>One of %1 channels is shown; the layer adds all of them.</source>
        <translation>这里只显示 %1 个通道中的一个；该层会把所有通道相加。</translation>
    </message>
    <message>
        <source>Window of %1</source>
        <translation>%1 的窗口</translation>
    </message>
    <message>
        <source>Explainer</source>
        <translation>讲解</translation>
    </message>
</context>
<context>
    <name>app::panels::ExportPicture</name>
    <message>
        <source>Export the pictures</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>The pictures were written to %1.</source>
        <translation>图片已写入 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written; choose another folder.</source>
        <translation>无法写入 %1；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>图片 (PNG)……</translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation>矢量图 (SVG)……</translation>
    </message>
    <message>
        <source>Table (CSV) …</source>
        <translation>表格 (CSV)……</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>app::panels::FeatureMaps</name>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
</context>
<context>
    <name>app::panels::FilterSheet</name>
    <message>
        <source>%1 units over %2 inputs: a line for each unit, a column for each input</source>
        <translation>%1 个单元，%2 个输入：每行一个单元，每列一个输入</translation>
    </message>
    <message>
        <source>%1 units, each weighs a picture of %2</source>
        <translation>%1 个单元，各自对 %2 的图片加权</translation>
    </message>
    <message>
        <source>%1 filters of %2</source>
        <translation>%1 个 %2 的滤波器</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>showing %1 of %2 units</source>
        <translation>显示 %2 个单元中的 %1 个</translation>
    </message>
    <message>
        <source>showing %1 of %2 filters</source>
        <translation>显示 %2 个滤波器中的 %1 个</translation>
    </message>
    <message>
        <source>showing %1 of %2 inputs</source>
        <translation>显示 %2 个输入中的 %1 个</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Unit %1</source>
        <translation>单元 %1</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>%1, input %2</source>
        <translation>%1，输入 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, row %2, column %3: %4</source>
        <translation>%1，第 %2 行第 %3 列：%4</translation>
    </message>
</context>
<context>
    <name>app::panels::Filters</name>
    <message>
        <source>As numbered</source>
        <translation>按编号</translation>
    </message>
    <message>
        <source>Largest norm first</source>
        <translation>范数最大者在前</translation>
    </message>
    <message>
        <source>Order of the filters</source>
        <translation>滤波器的顺序</translation>
    </message>
    <message>
        <source>The norm is the root of the sum of the squared weights of a filter.</source>
        <translation>范数是一个滤波器所有权重平方和的平方根。</translation>
    </message>
    <message>
        <source>Filters shown</source>
        <translation>显示的滤波器</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Select a convolution or Dense layer on the canvas.</source>
        <translation>请在画布上选择一个卷积层或全连接层。</translation>
    </message>
    <message>
        <source>Starting values: this network is not trained yet.</source>
        <translation>初始值：此网络尚未训练。</translation>
    </message>
    <message>
        <source>First filters</source>
        <translation>前若干滤波器</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>Red, green and blue around grey: grey is zero.</source>
        <translation>以灰色为中心的红、绿、蓝：灰色为零。</translation>
    </message>
    <message>
        <source>Teal weighs against, orange in favour.</source>
        <translation>青色表示抑制，橙色表示促进。</translation>
    </message>
    <message>
        <source>bias %1</source>
        <translation>偏置 %1</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
</context>
<context>
    <name>app::panels::ForecastChart</name>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Predicted, training part</source>
        <translation>预测，训练部分</translation>
    </message>
    <message>
        <source>Predicted, validation part</source>
        <translation>预测，验证部分</translation>
    </message>
    <message>
        <source>Predicted, test part</source>
        <translation>预测，测试部分</translation>
    </message>
    <message>
        <source>Beyond the end</source>
        <translation>末尾之后</translation>
    </message>
</context>
<context>
    <name>app::panels::ForecastPanel</name>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>The variable that is shown</source>
        <translation>所显示的变量</translation>
    </message>
    <message>
        <source>Steps ahead</source>
        <translation>提前步数</translation>
    </message>
    <message>
        <source>Of the future values in each window, the one that is shown</source>
        <translation>每个窗口的未来值中所显示的那一个</translation>
    </message>
    <message>
        <source>Beyond the end</source>
        <translation>末尾之后</translation>
    </message>
    <message>
        <source>Steps predicted beyond the end of the series, each from those before it</source>
        <translation>在序列末尾之后预测的步数，每一步都由之前的值推出</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> 步</translation>
    </message>
    <message>
        <source>This network does not read a series.</source>
        <translation>这个网络不读取序列。</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>The forecast appears when you train: F5.</source>
        <translation>训练时会显示预测：F5。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>RMSE: training %1, test %2</source>
        <translation>均方根误差：训练 %1，测试 %2</translation>
    </message>
    <message>
        <source>Root mean squared error in the units of the data: training part %1, test part %2. In scaled units: %3 and %4.</source>
        <translation>以数据单位计的均方根误差：训练部分 %1，测试部分 %2。以缩放后单位计：%3 和 %4。</translation>
    </message>
    <message>
        <source>%1 could not be written; choose another folder.</source>
        <translation>无法写入 %1；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Export the forecast</source>
        <translation>导出预测</translation>
    </message>
    <message>
        <source>The forecast was written to %1.</source>
        <translation>预测已写入 %1。</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>时序预测</translation>
    </message>
</context>
<context>
    <name>app::panels::Latent</name>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>View of the latent space</source>
        <translation>隐空间的视图</translation>
    </message>
    <message>
        <source>Layer that gives the code</source>
        <translation>给出编码的层</translation>
    </message>
    <message>
        <source>The layer whose output is the code; pictures are made from it alone</source>
        <translation>其输出即为编码的层；图片仅由该编码生成</translation>
    </message>
    <message>
        <source>Dimensions whose mean divergence from N(0, 1) is above 0.01 nats; the others say nothing about the picture</source>
        <translation>与 N(0, 1) 的平均散度高于 0.01 奈特的维度；其余维度与图片无关</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The latent space appears when you train: F5.</source>
        <translation>训练后会显示隐空间：F5。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>This needs a trained network that rebuilds its input.</source>
        <translation>这里需要一个训练过的、能重建其输入的网络。</translation>
    </message>
    <message>
        <source>Open the autoencoder</source>
        <translation>打开自编码器</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n value(s)</source>
        <translation>
            <numerusform>%1，%n 个值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n dimension(s) active</source>
        <translation>
            <numerusform>%n 个维度中有 %1 个活跃</numerusform>
        </translation>
    </message>
    <message>
        <source>Code of test picture %1</source>
        <translation>测试图片 %1 的编码</translation>
    </message>
    <message>
        <source>Code of training picture %1</source>
        <translation>训练图片 %1 的编码</translation>
    </message>
    <message>
        <source>Export the pictures</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Latent space</source>
        <translation>隐空间</translation>
    </message>
</context>
<context>
    <name>app::panels::LatentGrid</name>
    <message>
        <source>Two dimensions</source>
        <translation>两个维度</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>主成分</translation>
    </message>
    <message>
        <source>Axes of the grid</source>
        <translation>网格的坐标轴</translation>
    </message>
    <message>
        <source>Dimension to the right</source>
        <translation>向右的维度</translation>
    </message>
    <message>
        <source>Dimension upwards</source>
        <translation>向上的维度</translation>
    </message>
    <message>
        <source>Pictures in a row</source>
        <translation>每行图片数</translation>
    </message>
    <message>
        <source>Grid of decoded pictures</source>
        <translation>解码图片网格</translation>
    </message>
    <message>
        <source>Component 1</source>
        <translation>主成分 1</translation>
    </message>
    <message>
        <source>Component 2</source>
        <translation>主成分 2</translation>
    </message>
</context>
<context>
    <name>app::panels::LatentPath</name>
    <message>
        <source>Straight line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Arc around the origin</source>
        <translation>绕原点的弧线</translation>
    </message>
    <message>
        <source>Kind of path</source>
        <translation>路径类型</translation>
    </message>
    <message>
        <source>An arc stays as far from the origin as the codes that N(0, 1) draws</source>
        <translation>弧线与原点的距离始终同 N(0, 1) 抽取的编码相近</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Other pictures</source>
        <translation>换一批图片</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>Click the picture that the path shall lead to.</source>
        <translation>点击路径终点的图片。</translation>
    </message>
    <message>
        <source>Click the picture that the path shall start from.</source>
        <translation>点击路径起点的图片。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Path from %1 to %2</source>
        <translation>从 %1 到 %2 的路径</translation>
    </message>
    <message>
        <source>Click a picture to take it into the sliders.</source>
        <translation>点击图片可将其放入滑块。</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>训练图片</translation>
    </message>
</context>
<context>
    <name>app::panels::LatentSamples</name>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>How widely the codes are drawn: below 1 more alike and cleaner, above 1 more varied</source>
        <translation>抽取编码的范围：小于 1 更相似、更清晰，大于 1 更多样</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>New samples</source>
        <translation>新样本</translation>
    </message>
    <message>
        <source>Samples from the prior</source>
        <translation>先验样本</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Codes drawn from N(0, 1), as the network learnt to use them</source>
        <translation>编码抽取自 N(0, 1)，与网络学到的用法一致</translation>
    </message>
    <message numerus="yes">
        <source>Codes drawn from the normal distribution that fits those of %n test picture(s)</source>
        <translation>
            <numerusform>编码抽取自与 %n 张测试图片的编码相拟合的正态分布</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::LatentSliders</name>
    <message>
        <source>Takes the code of the picture chosen in another panel, else of a random one</source>
        <translation>取用在其他面板中选定图片的编码；未选定时随机取一张</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Puts every slider to the mean of the data; a double click does it for one</source>
        <translation>将所有滑块移到数据的均值；双击可只移动一个</translation>
    </message>
    <message>
        <source>More active dimensions</source>
        <translation>更活跃的维度</translation>
    </message>
    <message>
        <source>Less active dimensions</source>
        <translation>较不活跃的维度</translation>
    </message>
    <message>
        <source>Decoded picture</source>
        <translation>解码出的图片</translation>
    </message>
    <message>
        <source>Mean %1, standard deviation %2</source>
        <translation>均值 %1，标准差 %2</translation>
    </message>
    <message>
        <source>%1–%2 of %3</source>
        <translation>第 %1–%2 个，共 %3 个</translation>
    </message>
    <message>
        <source>Test picture</source>
        <translation>测试图片</translation>
    </message>
</context>
<context>
    <name>app::panels::LayerMaps</name>
    <message>
        <source>%1 of %2 units are zero here</source>
        <translation>此处 %2 个单元中有 %1 个为零</translation>
    </message>
    <message>
        <source>%1 of %2 maps are zero here</source>
        <translation>此处 %2 个特征图中有 %1 个为零</translation>
    </message>
    <message>
        <source>showing %1 of %2 maps</source>
        <translation>显示 %2 个特征图中的 %1 个</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>单元 %1</translation>
    </message>
    <message>
        <source>map %1, row %2, column %3</source>
        <translation>特征图 %1，第 %2 行第 %3 列</translation>
    </message>
</context>
<context>
    <name>app::panels::LessonTools</name>
    <message>
        <source>Kernel size</source>
        <translation>卷积核大小</translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation>池化窗口</translation>
    </message>
    <message>
        <source>Input of the layer</source>
        <translation>该层的输入</translation>
    </message>
    <message>
        <source>Sample of the data</source>
        <translation>数据中的样本</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Max pooling</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>Average pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>1 to 9</source>
        <translation>1 到 9</translation>
    </message>
    <message>
        <source>A shape with edges</source>
        <translation>带边缘的形状</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>训练所得</translation>
    </message>
    <message>
        <source>Anti-diagonal</source>
        <translation>反对角线</translation>
    </message>
    <message>
        <source>Vertical edges</source>
        <translation>竖直边缘</translation>
    </message>
    <message>
        <source>Horizontal edges</source>
        <translation>水平边缘</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Own numbers</source>
        <translation>自定数值</translation>
    </message>
    <message>
        <source>Kind of window</source>
        <translation>窗口的种类</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>滤波器</translation>
    </message>
</context>
<context>
    <name>app::panels::LogList</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>还没有发生任何事情。</translation>
    </message>
    <message>
        <source>Press Enter or double-click to see the layer</source>
        <translation>按回车键或双击查看该层</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>app::panels::MapColors</name>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Cluster %1</source>
        <translation>聚类 %1</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
</context>
<context>
    <name>app::panels::MapControls</name>
    <message>
        <source>%1, %2 vectors</source>
        <translation>%1，%2 个向量</translation>
    </message>
    <message>
        <source>%1, %2 outputs</source>
        <translation>%1，%2 个输出</translation>
    </message>
    <message>
        <source>Load a table …</source>
        <translation>载入表格 …</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The vectors of an embedding, what a layer gives for each sample, or rows of a table (TSV, CSV, npy).</source>
        <translation>嵌入的向量、某层对每个样本的输出，或表格（TSV、CSV、npy）的行。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Of sequences</source>
        <translation>序列取</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>所有步</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>数据点</translation>
    </message>
    <message>
        <source>At most so many, of words the most frequent; 0: all.</source>
        <translation>最多这么多个，词取最常见的；0：全部。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>聚类数</translation>
    </message>
    <message>
        <source>Groups that k-means finds among the points as they were before the map.</source>
        <translation>k 均值在绘图前的原始空间中找到的组。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类名</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>app::panels::MapExport</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>图片 (PNG) …</translation>
    </message>
    <message>
        <source>Map as a table (TSV) …</source>
        <translation>图的表格 (TSV) …</translation>
    </message>
    <message>
        <source>Points for the Projector …</source>
        <translation>供 Projector 使用的数据点 …</translation>
    </message>
    <message>
        <source>Export the map</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>The map was written to %1.</source>
        <translation>图已写入 %1。</translation>
    </message>
    <message>
        <source>A folder for the Projector&apos;s files</source>
        <translation>Projector 文件的文件夹</translation>
    </message>
    <message>
        <source>The points were written to %1 for the Projector.</source>
        <translation>供 Projector 使用的数据点已写入 %1。</translation>
    </message>
</context>
<context>
    <name>app::panels::MapNames</name>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Training sample %1</source>
        <translation>训练样本 %1</translation>
    </message>
    <message>
        <source>Validation sample %1</source>
        <translation>验证样本 %1</translation>
    </message>
    <message>
        <source>Test sample %1</source>
        <translation>测试样本 %1</translation>
    </message>
</context>
<context>
    <name>app::panels::MapRunBar</name>
    <message>
        <source>, KL divergence %1</source>
        <translation>，KL 散度 %1</translation>
    </message>
    <message>
        <source>iteration %1 of %2</source>
        <translation>第 %1 次迭代，共 %2 次</translation>
    </message>
    <message>
        <source>Finding the principal components …</source>
        <translation>正在求主成分 …</translation>
    </message>
    <message>
        <source>Finding neighbours: %1</source>
        <translation>正在查找近邻：%1</translation>
    </message>
    <message>
        <source>Moving: </source>
        <translation>移动中：</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>，剩余 %1</translation>
    </message>
    <message>
        <source>Paused: </source>
        <translation>已暂停：</translation>
    </message>
    <message>
        <source>Finished: %1 iterations in %2</source>
        <translation>完成：%1 次迭代，用时 %2</translation>
    </message>
    <message>
        <source>Stopped: %1 iterations in %2</source>
        <translation>已停止：%1 次迭代，用时 %2</translation>
    </message>
    <message>
        <source>Reading the points: %1</source>
        <translation>正在读取数据点：%1</translation>
    </message>
    <message>
        <source>Make map</source>
        <translation>绘制图</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Re-seed</source>
        <translation>换种子</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>再迭代 %1 次</translation>
    </message>
    <message>
        <source>Stop; the map so far stays</source>
        <translation>停止；保留目前的图</translation>
    </message>
    <message>
        <source>Make the map anew with another seed</source>
        <translation>用另一个种子重新绘制</translation>
    </message>
    <message>
        <source>Go on with more iterations</source>
        <translation>继续更多次迭代</translation>
    </message>
    <message>
        <source>How far the map is</source>
        <translation>绘图进度</translation>
    </message>
</context>
<context>
    <name>app::panels::MapSide</name>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Euclidean</source>
        <translation>欧氏</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>How near two points are, before the map: by the angle between them, or by the straight way</source>
        <translation>绘图前两点的远近：按夹角，或按直线距离</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>Map only these</source>
        <translation>只绘制这些</translation>
    </message>
    <message>
        <source>A map of its own for the selected points</source>
        <translation>为所选的点单独绘图</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message numerus="yes">
        <source>Nearest in %n dimension(s)</source>
        <translation>
            <numerusform>%n 维空间中的近邻</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) selected</source>
        <translation>
            <numerusform>已选择 %Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>The first %1</source>
        <translation>前 %1 个</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>数据点</translation>
    </message>
</context>
<context>
    <name>app::panels::MapStage</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search for words or classes</source>
        <translation>搜索词或类别</translation>
    </message>
    <message>
        <source>Words or classes, with commas between them; Enter goes to the next hit</source>
        <translation>词或类别，用逗号分隔；按回车转到下一个匹配项</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>What dragging does: move or turn the map, or select points; Shift adds, Ctrl toggles</source>
        <translation>拖动的作用：移动或旋转图，或选择点；Shift 添加，Ctrl 切换</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>找到 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::PictureCard</name>
    <message>
        <source>Selected</source>
        <translation>所选图片</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>识别正确</translation>
    </message>
    <message>
        <source>taken for %1</source>
        <translation>误认为 %1</translation>
    </message>
</context>
<context>
    <name>app::panels::Predictions</name>
    <message>
        <source>Training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>Train the network to see what it gets wrong.</source>
        <translation>训练网络，看看它错在哪里。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>This network does not sort into classes; an Output that compares with labels is needed.</source>
        <translation>此网络不做分类；需要一个与标签比较的输出层。</translation>
    </message>
    <message>
        <source>Top mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>%1, recognised</source>
        <translation>%1，识别正确</translation>
    </message>
    <message>
        <source>%1, taken for %2</source>
        <translation>%1，被当作 %2</translation>
    </message>
    <message>
        <source>%1 of %2, the surest first</source>
        <translation>%2 个中的 %1 个，最有把握的在前</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>training picture %1</source>
        <translation>训练图片 %1</translation>
    </message>
    <message>
        <source>validation picture %1</source>
        <translation>验证图片 %1</translation>
    </message>
    <message>
        <source>test picture %1</source>
        <translation>测试图片 %1</translation>
    </message>
    <message>
        <source>The network is being tested on the data.</source>
        <translation>正在用数据测试网络。</translation>
    </message>
    <message>
        <source>What the network gets wrong appears after the first epoch.</source>
        <translation>第一轮结束后，这里会显示网络判断错误的样本。</translation>
    </message>
    <message>
        <source>This network chooses among too many words for a table; see what it writes in Text.</source>
        <translation>该网络要在太多的词中选择，无法列表；请在“文本”面板中看它写出的内容。</translation>
    </message>
</context>
<context>
    <name>app::panels::Reconstructions</name>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Largest error first</source>
        <translation>误差最大在前</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>随机顺序</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>图片的顺序</translation>
    </message>
    <message>
        <source>Added noise</source>
        <translation>附加噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the noise added to the pictures before the network sees them</source>
        <translation>在网络看到图片之前加入的噪声的标准差</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The rebuilt pictures appear when you train: F5.</source>
        <translation>训练时重建的图片会出现在这里：按 F5。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>This needs a trained network that rebuilds its input.</source>
        <translation>这里需要一个训练过的、能重建其输入的网络。</translation>
    </message>
    <message>
        <source>Open the autoencoder</source>
        <translation>打开自编码器</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>largest error first</source>
        <translation>误差最大在前</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>随机顺序</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%2 个中的 %1 个，%3</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Noisy</source>
        <translation>加噪</translation>
    </message>
    <message>
        <source>Rebuilt</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Reconstructions</source>
        <translation>重建</translation>
    </message>
</context>
<context>
    <name>app::panels::Runs</name>
    <message>
        <source>No runs yet; each training is kept here.</source>
        <translation>还没有训练；每次训练都会保留在这里。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Can be changed while the run goes on; applies from the next batch</source>
        <translation>训练进行时也可以修改；从下一个批次起生效</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Restore network</source>
        <translation>恢复网络</translation>
    </message>
    <message>
        <source>Puts the network of this run back onto the canvas</source>
        <translation>把这次训练的网络放回画布</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>%1 %2, batch %3, seed %4</source>
        <translation>%1 %2，批大小 %3，种子 %4</translation>
    </message>
    <message>
        <source>Best loss %1</source>
        <translation>最佳损失 %1</translation>
    </message>
    <message>
        <source>Best validation %1</source>
        <translation>最佳验证值 %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>epoch %1, %2</source>
        <translation>第 %1 轮，%2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The learning rate of %1 is now %2.</source>
        <translation>%1 的学习率现在是 %2。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Bring back the deleted run</source>
        <translation>找回已删除的训练</translation>
    </message>
    <message>
        <source>The run %1 was deleted; the menu of any run brings it back.</source>
        <translation>训练“%1”已删除；任一训练的菜单都能找回它。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
</context>
<context>
    <name>app::panels::SampleChooser</name>
    <message>
        <source>Training sample %1 of %2</source>
        <translation>训练样本 %1 / %2</translation>
    </message>
    <message>
        <source>Validation sample %1 of %2</source>
        <translation>验证样本 %1 / %2</translation>
    </message>
    <message>
        <source>Test sample %1 of %2</source>
        <translation>测试样本 %1 / %2</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>数据的部分</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>Any sample</source>
        <translation>随机样本</translation>
    </message>
</context>
<context>
    <name>app::panels::SampleSide</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>%1, map %2</source>
        <translation>%1，特征图 %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>It sees %1 × %2 pixels.</source>
        <translation>它看到 %1 × %2 个像素。</translation>
    </message>
    <message>
        <source>Picture, row %1, column %2: %3</source>
        <translation>图片，第 %1 行第 %2 列：%3</translation>
    </message>
</context>
<context>
    <name>app::panels::Summary</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>输出形状</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>The canvas is empty.</source>
        <translation>画布是空的。</translation>
    </message>
    <message>
        <source>%1 parameters, %2 of them trainable; %3 multiply-adds per sample</source>
        <translation>%1 个参数，其中 %2 个可训练；每个样本 %3 次乘加</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
</context>
<context>
    <name>app::panels::TextControls</name>
    <message>
        <source>Prompt</source>
        <translation>提示语</translation>
    </message>
    <message>
        <source>What the network goes on from. Where it is shorter than the window that the network reads, words of the text stand before it.</source>
        <translation>网络由此往下写。若比网络读取的窗口短，前面会补上文本中的内容。</translation>
    </message>
    <message>
        <source>First words</source>
        <translation>开头的词</translation>
    </message>
    <message>
        <source>First characters</source>
        <translation>开头的字符</translation>
    </message>
    <message>
        <source>Begin as the text does</source>
        <translation>从文本开头开始</translation>
    </message>
    <message>
        <source>Random words</source>
        <translation>随机的词</translation>
    </message>
    <message>
        <source>Random characters</source>
        <translation>随机的字符</translation>
    </message>
    <message>
        <source>Begin as the text goes on anywhere</source>
        <translation>从文本任意位置开始</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source> words</source>
        <translation> 个词</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> 个字符</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>How daring: 0 always takes the likeliest, 1 draws with the network&apos;s own probabilities</source>
        <translation>大胆程度：0 总是取最可能的，1 按网络自身的概率抽取</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Draws among so many of the likeliest only</source>
        <translation>只在这么多个最可能的之中抽取</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Draws among the likeliest only, until their probabilities make up this share</source>
        <translation>只在最可能的之中抽取，直到其概率之和达到该比例</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed writes the same text</source>
        <translation>相同的种子写出相同的文本</translation>
    </message>
    <message>
        <source>Epochs apart</source>
        <translation>间隔轮数</translation>
    </message>
    <message>
        <source>How many epochs go by until the network writes anew while it trains</source>
        <translation>训练时每隔多少轮网络重新书写一次</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy what was written last, or the piece pointed at</source>
        <translation>复制最近写出的内容，或所指的那一段</translation>
    </message>
</context>
<context>
    <name>app::panels::TextPanel</name>
    <message>
        <source>This network does not read text.</source>
        <translation>该网络不读取文本。</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>What the network writes appears while it trains.</source>
        <translation>训练时，网络写出的内容会显示在这里。</translation>
    </message>
    <message>
        <source>The text is being read.</source>
        <translation>正在读取文本。</translation>
    </message>
    <message>
        <source>Train the network to see what it writes.</source>
        <translation>训练网络，看看它会写些什么。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The prompt is empty; write something for the network to go on from.</source>
        <translation>提示语为空；请写些内容让网络接着写。</translation>
    </message>
    <message>
        <source>The text has no word “%1”; it counts as &lt;unk&gt;.</source>
        <translation>文本中没有词“%1”；按 &lt;unk&gt; 处理。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>app::panels::TextPieces</name>
    <message>
        <source>After epoch %1</source>
        <translation>第 %1 轮后</translation>
    </message>
    <message>
        <source>, always the likeliest</source>
        <translation>，总取最可能的</translation>
    </message>
    <message>
        <source>, temperature %1</source>
        <translation>，温度 %1</translation>
    </message>
    <message>
        <source>“%1”, probability %2</source>
        <translation>“%1”，概率 %2</translation>
    </message>
</context>
<context>
    <name>app::panels::WindowRule</name>
    <message>
        <source>%1 of padding after</source>
        <translation>在后面填充 %1</translation>
    </message>
    <message>
        <source>%1 of padding before and as much after</source>
        <translation>在前面填充 %1，后面同样多</translation>
    </message>
    <message>
        <source>%1 of padding before, %2 after</source>
        <translation>在前面填充 %1，后面填充 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) and column(s)</source>
        <translation>
            <numerusform>%n 行 %n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>no padding is needed</source>
        <translation>无需填充</translation>
    </message>
    <message>
        <source>Valid: %1.</source>
        <translation>有效：%1。</translation>
    </message>
    <message>
        <source>Same: %1; %2.</source>
        <translation>相同：%1；%2。</translation>
    </message>
    <message>
        <source>%1 is the way back of a convolution: it stamps its kernel onto a larger picture instead of moving a window, so it is not explained here.</source>
        <translation>%1 是卷积的逆过程：它把卷积核叠印到更大的图片上，而不是移动窗口，因此这里不作讲解。</translation>
    </message>
    <message>
        <source>%1 has the whole picture as its window, so there is nothing to step through.</source>
        <translation>%1 的窗口就是整张图片，因此没有可逐步演示的内容。</translation>
    </message>
</context>
<context>
    <name>app::panels::WordCards</name>
    <message>
        <source>Export the nearest words</source>
        <translation>导出最近邻词</translation>
    </message>
    <message>
        <source>The nearest words were written to %1.</source>
        <translation>最近邻词已写入 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written; choose another folder.</source>
        <translation>无法写入 %1；请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>app::panels::WordControls</name>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>A word of the text whose neighbours to show</source>
        <translation>文本中要显示其近邻的词</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Show the neighbours of this word, too</source>
        <translation>同时显示该词的近邻</translation>
    </message>
    <message>
        <source>Usual words</source>
        <translation>默认词</translation>
    </message>
    <message>
        <source>Back to the words that the panel chooses: one of each class, or from frequent to rare</source>
        <translation>恢复为面板自选的词：每类一个，或从常用到少见</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>相邻词</translation>
    </message>
    <message>
        <source>How many of the nearest words to show for each</source>
        <translation>每个词显示多少个最近邻</translation>
    </message>
    <message>
        <source>Vectors of</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>The Embedding whose vectors are compared</source>
        <translation>要比较其向量的嵌入层</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all neighbours as a table</source>
        <translation>将所有近邻复制为表格</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write all neighbours to a file, with tabs between</source>
        <translation>将所有近邻写入以制表符分隔的文件</translation>
    </message>
    <message>
        <source>Analogy</source>
        <translation>类比</translation>
    </message>
    <message>
        <source>a - b + c</source>
        <translation>a - b + c</translation>
    </message>
    <message>
        <source>Adds and takes away the vectors of words, and shows the words nearest to what comes out</source>
        <translation>对词向量做加减，并显示与结果最近的词</translation>
    </message>
</context>
<context>
    <name>app::panels::Words</name>
    <message>
        <source>This network does not read text.</source>
        <translation>该网络不读取文本。</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>This network has no word vectors; let an Input of words feed an Embedding.</source>
        <translation>此网络没有词向量；请让读取词的输入层连接到嵌入层。</translation>
    </message>
    <message>
        <source>The nearest words appear while the network trains.</source>
        <translation>网络训练时会显示最近邻词。</translation>
    </message>
    <message>
        <source>The text is being read.</source>
        <translation>正在读取文本。</translation>
    </message>
    <message>
        <source>Train the network to see which words it finds alike.</source>
        <translation>训练网络即可看到它认为相近的词。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>After epoch %1</source>
        <translation>第 %1 轮后</translation>
    </message>
    <message>
        <source>; of all %1 words, %2 have a nearest neighbour of their class</source>
        <translation>；全部 %1 个词中，%2 的最近邻与其同类</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>The list of layers holds something that is no layer.</source>
        <translation>层列表中含有不是层的内容。</translation>
    </message>
    <message>
        <source>A layer in the file has no number or no type.</source>
        <translation>文件中的某一层没有编号或没有类型。</translation>
    </message>
    <message>
        <source>The list of links holds something that is no link.</source>
        <translation>连线列表中含有不是连线的内容。</translation>
    </message>
    <message>
        <source>The file holds no list of layers.</source>
        <translation>文件中没有层列表。</translation>
    </message>
    <message>
        <source>The file lists %1 layers; at most %2 are possible.</source>
        <translation>文件列出了 %1 层；最多允许 %2 层。</translation>
    </message>
    <message>
        <source>Two layers in the file share the number %1.</source>
        <translation>文件中有两层使用同一编号 %1。</translation>
    </message>
    <message>
        <source>Use %1 here</source>
        <translation>在这里使用 %1</translation>
    </message>
    <message>
        <source>%1 needs outputs from 0 to 1, but the activation %2 can leave that range.</source>
        <translation>%1 需要 0 到 1 之间的输出，但激活函数 %2 可能超出该范围。</translation>
    </message>
    <message>
        <source>%1 needs probabilities that add up to 1, but the activation is %2.</source>
        <translation>%1 需要总和为 1 的概率，但激活函数是 %2。</translation>
    </message>
    <message>
        <source>%1 compares with the column &quot;%2&quot;, which the data set does not have; it has %3.</source>
        <translation>%1 要与列“%2”比较，但数据集没有该列；它有 %3。</translation>
    </message>
    <message>
        <source>A layer cannot be linked to itself.</source>
        <translation>层不能连接到自己。</translation>
    </message>
    <message>
        <source>%1 has no output to draw from.</source>
        <translation>%1 没有可以引出的输出。</translation>
    </message>
    <message>
        <source>%1 takes no more inputs.</source>
        <translation>%1 不再接受更多输入。</translation>
    </message>
    <message>
        <source>This link would close a circle.</source>
        <translation>这条连线会形成环路。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes; too large a rate makes the loss jump or grow.</source>
        <translation>每一步走多远；过大的学习率会使损失跳动或上升。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples that are averaged for one step.</source>
        <translation>每一步取平均的样本数。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often all training samples are seen.</source>
        <translation>所有训练样本被看的遍数。</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>Takes the samples in another order in every epoch.</source>
        <translation>每一轮以不同的顺序取样本。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same starting weights and results.</source>
        <translation>相同的种子给出相同的初始权重和结果。</translation>
    </message>
    <message>
        <source>Samples at most</source>
        <translation>最多样本数</translation>
    </message>
    <message>
        <source>Uses only the first samples of every part, for quick tries; 0 uses all.</source>
        <translation>只使用每个部分最前面的样本，便于快速尝试；0 表示全部。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按数值</translation>
    </message>
    <message>
        <source>By norm of each weight</source>
        <translation>按每个权重的范数</translation>
    </message>
    <message>
        <source>By norm of all weights</source>
        <translation>按全部权重的范数</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Shortens gradients that are too long, so that one batch cannot upset the network.</source>
        <translation>缩短过长的梯度，使单个批次不会扰乱网络。</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Best and early stop</source>
        <translation>最佳与提前停止</translation>
    </message>
    <message>
        <source>Watched value</source>
        <translation>监视的值</translation>
    </message>
    <message>
        <source>Decides which epoch is best: loss, validation_loss or a metric such as validation_accuracy.</source>
        <translation>决定哪一轮最好：loss、validation_loss，或 validation_accuracy 之类的指标。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Stops when the watched value no longer gets better.</source>
        <translation>当监视的值不再改善时停止。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Epochs without improvement before it stops.</source>
        <translation>停止之前允许没有改善的轮数。</translation>
    </message>
    <message>
        <source>Smallest improvement</source>
        <translation>最小改善</translation>
    </message>
    <message>
        <source>Anything less does not count as better.</source>
        <translation>小于此值不算改善。</translation>
    </message>
    <message>
        <source>Go back to the best</source>
        <translation>回到最佳</translation>
    </message>
    <message>
        <source>After an early stop the weights of the best epoch are taken.</source>
        <translation>提前停止后采用最佳一轮的权重。</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>How often the state is kept, to go on from after a crash; 0 keeps only the best and the last.</source>
        <translation>多久保存一次状态，以便崩溃后继续；0 表示只保留最佳和最后的状态。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>0 uses one per core. Results do not depend on it.</source>
        <translation>0 表示每个核心一个线程。结果与线程数无关。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>The training settings must be a list of named values.</source>
        <translation>训练设置必须是一组有名称的值。</translation>
    </message>
    <message>
        <source>An optimizer, schedule or data set in the file has no name (&quot;id&quot;).</source>
        <translation>文件中的某个优化器、学习率计划或数据集没有名称（“id”）。</translation>
    </message>
    <message>
        <source>The settings of %1 must be a list of named values.</source>
        <translation>%1 的设置必须是一组有名称的值。</translation>
    </message>
    <message>
        <source>The data set has no training samples; choose another one.</source>
        <translation>该数据集没有训练样本；请选择其他数据集。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>%1 needs numbers, but ids arrive at the output.</source>
        <translation>%1 需要数值，但到达输出的是编号。</translation>
    </message>
    <message>
        <source>%1 needs a target of numbers, but this column holds ids; choose another column or a cross-entropy.</source>
        <translation>%1 需要数值目标，但该列存放的是编号；请选择其他列或使用交叉熵。</translation>
    </message>
    <message>
        <source>%1 compares shapes that differ: %2 arrives and the target is %3.</source>
        <translation>%1 比较的形状不同：到达的是 %2，目标是 %3。</translation>
    </message>
    <message>
        <source>%1 needs a target of class ids, but this column holds numbers.</source>
        <translation>%1 需要类别编号作为目标，但该列存放的是数值。</translation>
    </message>
    <message>
        <source>%1 needs one value for each class, but a single value arrives.</source>
        <translation>%1 需要每个类别一个值，但到达的只有单个值。</translation>
    </message>
    <message>
        <source>%1 needs one class id for each row: %2 arrives and the target is %3.</source>
        <translation>%1 需要每行一个类别编号：到达的是 %2，目标是 %3。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>%1 would need more than %2 values; choose smaller sizes.</source>
        <translation>%1 将需要超过 %2 个值；请选择较小的尺寸。</translation>
    </message>
    <message>
        <source>%1 needs %2 inputs, but only %3 are connected.</source>
        <translation>%1 需要 %2 个输入，但只连接了 %3 个。</translation>
    </message>
    <message>
        <source>%1 needs at least %2 inputs, but only %3 are connected.</source>
        <translation>%1 至少需要 %2 个输入，但只连接了 %3 个。</translation>
    </message>
    <message>
        <source>%1 takes at most %2 inputs, but %3 are connected.</source>
        <translation>%1 最多接受 %2 个输入，但连接了 %3 个。</translation>
    </message>
    <message>
        <source>%1 cannot take an input as large as %2.</source>
        <translation>%1 无法接受 %2 这么大的输入。</translation>
    </message>
    <message>
        <source>%1 needs numbers, but ids arrive here; put an Embedding before it.</source>
        <translation>%1 需要数值，但到达这里的是编号；请在它前面放一个嵌入层。</translation>
    </message>
    <message>
        <source>%1 needs inputs of one shape, but %2 and %3 arrive here.</source>
        <translation>%1 需要形状相同的输入，但到达这里的是 %2 和 %3。</translation>
    </message>
    <message>
        <source>Glorot uniform</source>
        <translation>Glorot 均匀</translation>
    </message>
    <message>
        <source>Glorot normal</source>
        <translation>Glorot 正态</translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation>He 均匀</translation>
    </message>
    <message>
        <source>He normal</source>
        <translation>He 正态</translation>
    </message>
    <message>
        <source>LeCun uniform</source>
        <translation>LeCun 均匀</translation>
    </message>
    <message>
        <source>LeCun normal</source>
        <translation>LeCun 正态</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正态</translation>
    </message>
    <message>
        <source>Truncated normal</source>
        <translation>截断正态</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Ones</source>
        <translation>全一</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Kernel mean</source>
        <translation>权重均值</translation>
    </message>
    <message>
        <source>Kernel deviation</source>
        <translation>权重标准差</translation>
    </message>
    <message>
        <source>Kernel minimum</source>
        <translation>权重最小值</translation>
    </message>
    <message>
        <source>Kernel maximum</source>
        <translation>权重最大值</translation>
    </message>
    <message>
        <source>Kernel gain</source>
        <translation>权重增益</translation>
    </message>
    <message>
        <source>Kernel value</source>
        <translation>权重取值</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Bias mean</source>
        <translation>偏置均值</translation>
    </message>
    <message>
        <source>Bias deviation</source>
        <translation>偏置标准差</translation>
    </message>
    <message>
        <source>Bias minimum</source>
        <translation>偏置最小值</translation>
    </message>
    <message>
        <source>Bias maximum</source>
        <translation>偏置最大值</translation>
    </message>
    <message>
        <source>Bias gain</source>
        <translation>偏置增益</translation>
    </message>
    <message>
        <source>Bias value</source>
        <translation>偏置取值</translation>
    </message>
    <message>
        <source>Starting values</source>
        <translation>初始值</translation>
    </message>
    <message>
        <source>%1 is not an IDX file of bytes with %2 axes; put the data set&apos;s original file there.</source>
        <translation>%1 不是含有 %2 个轴的字节 IDX 文件；请放入数据集的原始文件。</translation>
    </message>
    <message>
        <source>%1 promises more data than the file can hold; get the file again.</source>
        <translation>%1 声明的数据超过文件所能容纳；请重新获取该文件。</translation>
    </message>
    <message>
        <source>%1 cannot be written; check the folder and the space left on the disk.</source>
        <translation>无法写入 %1；请检查文件夹和磁盘剩余空间。</translation>
    </message>
    <message>
        <source>Validation samples</source>
        <translation>验证样本数</translation>
    </message>
    <message>
        <source>As many of the last training samples are kept for validation.</source>
        <translation>把训练样本的最后这么多个留作验证。</translation>
    </message>
    <message>
        <source>The %1 files %2-images-idx3-ubyte and %2-labels-idx1-ubyte (or .gz) are not in %3; put them there, choose another data folder, or use the bundled digits.</source>
        <translation>%1 的文件 %2-images-idx3-ubyte 和 %2-labels-idx1-ubyte（或 .gz）不在 %3 中；请放到那里、选择其他数据文件夹，或使用内置数字。</translation>
    </message>
    <message>
        <source>The pictures in %1 have %2 × %3 pixels, not 28 × 28; put the original file there.</source>
        <translation>%1 中的图片是 %2 × %3 像素，而不是 28 × 28；请放入原始文件。</translation>
    </message>
    <message>
        <source>%1 holds %2 labels, another number than there are pictures; get both files again.</source>
        <translation>%1 含有 %2 个标签，与图片数不同；请重新获取这两个文件。</translation>
    </message>
    <message>
        <source>%1 holds the label %2, but there are only 0 to 9; get the file again.</source>
        <translation>%1 含有标签 %2，但只有 0 到 9；请重新获取该文件。</translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation>已取消加载。</translation>
    </message>
    <message>
        <source>%1 has %2 training samples; choose fewer than that for validation.</source>
        <translation>%1 有 %2 个训练样本；用于验证的请少于此数。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Image as a row of pixels</source>
        <translation>一行像素的图片</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>A quote that opens in line %2 of %1 is never closed; close it.</source>
        <translation>%1 第 %2 行的引号没有闭合；请闭合它。</translation>
    </message>
    <message>
        <source>Line %2 of %1 has %3 cells where the first line has %4; mend that line or choose another separator.</source>
        <translation>%1 的第 %2 行有 %3 个单元格，而第一行有 %4 个；请修正该行或选择其他分隔符。</translation>
    </message>
    <message>
        <source>The table %1 has a header but no rows; choose a file with data.</source>
        <translation>表格 %1 只有标题行而没有数据；请选择有数据的文件。</translation>
    </message>
    <message>
        <source>%1 is missing, empty or not readable; check its name.</source>
        <translation>%1 不存在、为空或无法读取；请检查名称。</translation>
    </message>
    <message>
        <source>%1 is not a numpy array; save it with numpy.save().</source>
        <translation>%1 不是 numpy 数组；请用 numpy.save() 保存。</translation>
    </message>
    <message>
        <source>%1 holds values of type %2; convert it with astype(&apos;float32&apos;).</source>
        <translation>%1 的值类型是 %2；请用 astype(&apos;float32&apos;) 转换。</translation>
    </message>
    <message>
        <source>%1 is in Fortran order; save numpy.ascontiguousarray() of it.</source>
        <translation>%1 是 Fortran 顺序；请保存 numpy.ascontiguousarray() 的结果。</translation>
    </message>
    <message>
        <source>%1 is longer or shorter than its header says; save it again.</source>
        <translation>%1 比文件头声明的更长或更短；请重新保存。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a PNG picture (%2); check the file.</source>
        <translation>无法把 %1 读作 PNG 图片（%2）；请检查该文件。</translation>
    </message>
    <message>
        <source>The picture %1 has %2 × %3 pixels, which is too large; make it smaller.</source>
        <translation>图片 %1 有 %2 × %3 像素，太大了；请缩小。</translation>
    </message>
    <message>
        <source>The picture %1 is damaged (%2); get it again.</source>
        <translation>图片 %1 已损坏（%2）；请重新获取。</translation>
    </message>
    <message>
        <source>The picture %1 cannot be written (%2); check the folder and the space left on the disk.</source>
        <translation>无法写入图片 %1（%2）；请检查文件夹和磁盘剩余空间。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Found out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Target column</source>
        <translation>目标列</translation>
    </message>
    <message>
        <source>Name of the column to predict; empty for the last one.</source>
        <translation>要预测的列名；留空则为最后一列。</translation>
    </message>
    <message>
        <source>Target is</source>
        <translation>目标是</translation>
    </message>
    <message>
        <source>A class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>To 0 … 1</source>
        <translation>到 0 … 1</translation>
    </message>
    <message>
        <source>To mean 0, deviation 1</source>
        <translation>到均值 0、标准差 1</translation>
    </message>
    <message>
        <source>Of the features, measured on the training part only.</source>
        <translation>针对特征列，只在训练部分上测量。</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>Shuffle before splitting</source>
        <translation>划分前打乱</translation>
    </message>
    <message>
        <source>The table has no column “%1”; choose one of its columns as target.</source>
        <translation>表格没有列“%1”；请从它的列中选择一个作为目标。</translation>
    </message>
    <message>
        <source>The table %1 has no column of numbers besides the target; choose another separator or file.</source>
        <translation>表格 %1 除目标外没有数值列；请选择其他分隔符或文件。</translation>
    </message>
    <message>
        <source>“%4” in line %2, column “%3” of %1 is not a number; mend that cell.</source>
        <translation>%1 第 %2 行“%3”列的“%4”不是数字；请修正该单元格。</translation>
    </message>
    <message>
        <source>The table %1 has too few rows to split; add rows or lower the shares for validation and testing.</source>
        <translation>表格 %1 的行数太少，无法划分；请增加行数，或降低验证和测试的比例。</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>团簇</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of what is added to every coordinate.</source>
        <translation>加到每个坐标上的标准差。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>%1 holds too many parts to be a project. Choose another file.</source>
        <translation>%1 含有的部分太多，不可能是项目。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 holds a part with an unsafe name and was not opened. Use a copy you trust.</source>
        <translation>%1 含有名称不安全的部分，未打开。请使用可信的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: the part %2 cannot be read. Use an undamaged copy.</source>
        <translation>%1 已损坏：无法读取部分 %2。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 would unpack to far more than a project holds and was not opened. Use a copy you trust.</source>
        <translation>%1 解压后远大于一个项目，未打开。请使用可信的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged or incomplete. Use an undamaged copy.</source>
        <translation>%1 已损坏或不完整。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 holds the part %2 twice and was not opened. Use an undamaged copy.</source>
        <translation>%1 含有两个 %2，未打开。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 was not saved: the package could not be made. Try again.</source>
        <translation>%1 没有保存：无法生成文件包。请重试。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>%1 is not a Layerloom project. Choose another file.</source>
        <translation>%1 不是 Layerloom 项目。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 is not a Layerloom project: it holds no network. Choose another file.</source>
        <translation>%1 不是 Layerloom 项目：其中没有网络。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 is damaged: the tensor &quot;%2&quot; is not described. Use an undamaged copy.</source>
        <translation>%1 已损坏：张量“%2”没有描述。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 holds the tensor &quot;%2&quot; in a number format that cannot be read; store it as F32.</source>
        <translation>%1 中的张量“%2”使用了无法读取的数值格式；请存为 F32。</translation>
    </message>
    <message>
        <source>%1 holds the tensor &quot;%2&quot; with an impossible shape. Use an undamaged copy.</source>
        <translation>%1 中的张量“%2”形状不可能。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: the values of &quot;%2&quot; are not where they should be. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”的值不在应有的位置。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: its header lists no tensors. Use an undamaged copy.</source>
        <translation>%1 已损坏：文件头没有列出张量。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: its tensors overlap or leave gaps. Use an undamaged copy.</source>
        <translation>%1 已损坏：张量重叠或留有空隙。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file: it is too short. Choose another file.</source>
        <translation>%1 不是 safetensors 文件：太短。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file, or it is damaged. Choose another file.</source>
        <translation>%1 不是 safetensors 文件，或已损坏。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a number. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是数字。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a list. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是列表。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: a checkpoint lies before the start. Use an undamaged copy.</source>
        <translation>%1 已损坏：有检查点早于起点。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: it lists too many epochs. Use an undamaged copy.</source>
        <translation>%1 已损坏：列出的轮数太多。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 已损坏：%2</translation>
    </message>
    <message>
        <source>%1 is damaged: it describes no run. Use an undamaged copy.</source>
        <translation>%1 已损坏：其中没有描述训练。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged at line %2. Use an undamaged copy.</source>
        <translation>%1 在第 %2 行损坏。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 was made by another program. Choose a Layerloom project.</source>
        <translation>%1 由其他程序生成。请选择 Layerloom 项目。</translation>
    </message>
    <message>
        <source>%1 was made by a newer Layerloom: it needs format %2, and this version reads formats up to %3. Update Layerloom.</source>
        <translation>%1 由更新的 Layerloom 生成：它需要格式 %2，而此版本最多读取格式 %3。请更新 Layerloom。</translation>
    </message>
    <message>
        <source>%1 is incomplete: the part %2 is missing. Use an undamaged copy.</source>
        <translation>%1 不完整：缺少部分 %2。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 was not saved: &quot;%2&quot; cannot be the id of a run, or two runs have it.</source>
        <translation>%1 没有保存：“%2”不能作为训练的编号，或有两次训练使用它。</translation>
    </message>
    <message>
        <source>%1 was not saved: there is not enough space on the disk. Free some, or save elsewhere.</source>
        <translation>%1 没有保存：磁盘空间不足。请腾出空间，或保存到别处。</translation>
    </message>
    <message>
        <source>%1 was not saved: the folder %2 cannot be written to. Save elsewhere.</source>
        <translation>%1 没有保存：无法写入文件夹 %2。请保存到别处。</translation>
    </message>
    <message>
        <source>%1 was not saved: the folder %2 does not exist. Save elsewhere.</source>
        <translation>%1 没有保存：文件夹 %2 不存在。请保存到别处。</translation>
    </message>
    <message>
        <source>%1 was not saved: a folder has this name. Choose another name.</source>
        <translation>%1 没有保存：已有同名文件夹。请换一个名称。</translation>
    </message>
    <message>
        <source>%1 was not saved: its name is too long. Choose a shorter one.</source>
        <translation>%1 没有保存：名称太长。请换一个较短的名称。</translation>
    </message>
    <message>
        <source>%1 was not saved: the system says &quot;%2&quot;. Save elsewhere.</source>
        <translation>%1 没有保存：系统提示“%2”。请保存到别处。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check its name and folder.</source>
        <translation>%1 不存在。请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: the system says &quot;%2&quot;. Check who may read it.</source>
        <translation>无法读取 %1：系统提示“%2”。请检查读取权限。</translation>
    </message>
    <message>
        <source>%1 is not a file. Choose a file.</source>
        <translation>%1 不是文件。请选择文件。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB, too large to be read. Choose another file.</source>
        <translation>%1 大于 %2 MB，太大而无法读取。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: the system says &quot;%2&quot;. Try again, or use a copy.</source>
        <translation>无法读取 %1：系统提示“%2”。请重试，或使用副本。</translation>
    </message>
    <message>
        <source>%1 must lie between %2 and %3.</source>
        <translation>%1 必须在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>%1 must be true or false.</source>
        <translation>%1 必须为真或假。</translation>
    </message>
    <message>
        <source>%1 must be a whole number.</source>
        <translation>%1 必须是整数。</translation>
    </message>
    <message>
        <source>%1 must be a number.</source>
        <translation>%1 必须是数字。</translation>
    </message>
    <message>
        <source>%1 must be a text.</source>
        <translation>%1 必须是文本。</translation>
    </message>
    <message>
        <source>%1 must be a list of whole numbers.</source>
        <translation>%1 必须是整数列表。</translation>
    </message>
    <message>
        <source>%1 cannot be %2; choose one of these: %3.</source>
        <translation>%1 不能是 %2；请从以下选择：%3。</translation>
    </message>
    <message>
        <source>%1 must have %2 to %3 numbers.</source>
        <translation>%1 必须有 %2 到 %3 个数字。</translation>
    </message>
    <message>
        <source>%1 cannot be read: it is not valid JSON at character %2. Use an undamaged copy.</source>
        <translation>无法读取 %1：第 %2 个字符处不是有效的 JSON。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 cannot be read: it holds a number that is out of range. Use an undamaged copy.</source>
        <translation>无法读取 %1：其中有超出范围的数字。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 needs a picture (height × width × channels), but %2 arrives here.</source>
        <translation>%1 需要图片（高 × 宽 × 通道），但传来的是 %2。</translation>
    </message>
    <message>
        <source>The window of %1 covers %2 × %3, more than its picture of %4 × %5; make it smaller or set the padding to same.</source>
        <translation>%1 的窗口覆盖 %2 × %3，大于它的图片 %4 × %5；请缩小窗口，或把填充设为“相同”。</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Test on the fifth batch</source>
        <translation>用第五批测试</translation>
    </message>
    <message>
        <source>The 10,000 pictures of data_batch_5 serve as the test part instead of test_batch; nothing is trained on them.</source>
        <translation>用 data_batch_5 的 10,000 张图片代替 test_batch 作为测试部分；不在其上训练。</translation>
    </message>
    <message>
        <source>CIFAR-10&apos;s file %1.bin (or .bin.gz) is not in %2; put the files of the binary version there, choose another data folder, or use the bundled objects.</source>
        <translation>CIFAR-10 的文件 %1.bin（或 .bin.gz）不在 %2 中；请把二进制版的文件放到那里，选择另一个数据文件夹，或使用自带的物体图片。</translation>
    </message>
    <message>
        <source>airplane</source>
        <translation>飞机</translation>
    </message>
    <message>
        <source>automobile</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>鸟</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>猫</translation>
    </message>
    <message>
        <source>deer</source>
        <translation>鹿</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>狗</translation>
    </message>
    <message>
        <source>frog</source>
        <translation>青蛙</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>马</translation>
    </message>
    <message>
        <source>ship</source>
        <translation>船</translation>
    </message>
    <message>
        <source>truck</source>
        <translation>卡车</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message>
        <source>%1 takes 1, 2 or 4 numbers: all sides; height, width; or top, bottom, left, right.</source>
        <translation>%1 接受 1、2 或 4 个数：四边；上下、左右；或上、下、左、右。</translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation>池化窗口</translation>
    </message>
    <message>
        <source>How far the window moves down and across; left empty, as far as it is large, so that no two windows overlap.</source>
        <translation>窗口向下和向右移动的距离；留空时等于窗口大小，因此窗口互不重叠。</translation>
    </message>
    <message>
        <source>Made by Layerloom from a seed; free to use for anything.</source>
        <translation>由 Layerloom 从种子生成；可自由用于任何用途。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between settings</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>卷积核大小</translation>
    </message>
    <message>
        <source>How many pixels the kernel moves on, down and to the right.</source>
        <translation>卷积核每次向下和向右移动多少像素。</translation>
    </message>
    <message>
        <source>Adds a number of its own to every filter.</source>
        <translation>给每个滤波器加上各自的一个数。</translation>
    </message>
    <message>
        <source>Weight penalty L1</source>
        <translation>权重惩罚 L1</translation>
    </message>
    <message>
        <source>Times the sum of the weights without sign, added to the loss.</source>
        <translation>乘以权重绝对值之和，加到损失上。</translation>
    </message>
    <message>
        <source>Weight penalty L2</source>
        <translation>权重惩罚 L2</translation>
    </message>
    <message>
        <source>Times the sum of the squared weights, added to the loss.</source>
        <translation>乘以权重平方和，加到损失上。</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Holds one folder of PNG or JPEG pictures for each class; or such folders in train, validation and test.</source>
        <translation>为每个类别各含一个 PNG 或 JPEG 图片文件夹；或在 train、validation 和 test 中含有这样的文件夹。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Other shapes are</source>
        <translation>其他形状</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Of a picture that is longer than the size asked for: its middle, or all of it distorted.</source>
        <translation>对长宽比不同的图片：取其中间部分，或整张变形。</translation>
    </message>
    <message>
        <source>Of every class; where the folder has a part of this name, that one is taken.</source>
        <translation>取自每个类别；若文件夹中有同名部分，则使用该部分。</translation>
    </message>
    <message>
        <source>Decides which pictures go where.</source>
        <translation>决定图片如何划分。</translation>
    </message>
    <message>
        <source>Skip damaged pictures</source>
        <translation>跳过损坏的图片</translation>
    </message>
    <message>
        <source>Otherwise loading stops and names the first of them.</source>
        <translation>否则停止加载并指出其中的第一张。</translation>
    </message>
    <message>
        <source>The class “%1” has too few pictures to split; add pictures or lower the shares for validation and testing.</source>
        <translation>类别“%1”的图片太少，无法划分；请添加图片，或降低验证和测试的比例。</translation>
    </message>
    <message>
        <source>%1 of %2 pictures cannot be read (the first: %3); mend or remove them, or switch on “Skip damaged pictures”.</source>
        <translation>%2 张图片中有 %1 张无法读取（第一张：%3）；请修复或移除它们，或打开“跳过损坏的图片”。</translation>
    </message>
    <message>
        <source>%1 pictures of %2 need more than 4 GB of memory; choose a smaller height and width.</source>
        <translation>%1 张 %2 的图片需要超过 4 GB 内存；请选择较小的高度和宽度。</translation>
    </message>
    <message>
        <source>%1 cannot be opened; check that you may read it.</source>
        <translation>无法打开 %1；请检查是否有读取权限。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a JPEG picture (%2); check the file.</source>
        <translation>无法将 %1 作为 JPEG 图片读取（%2）；请检查该文件。</translation>
    </message>
    <message>
        <source>A folder in %1 has a name that is not UTF-8; rename it.</source>
        <translation>%1 中有一个文件夹的名称不是 UTF-8；请重命名。</translation>
    </message>
    <message>
        <source>%1 has no folders with PNG or JPEG pictures; choose a folder that holds one folder of pictures for each class.</source>
        <translation>%1 中没有含 PNG 或 JPEG 图片的文件夹；请选择一个为每个类别各有一个图片文件夹的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds pictures of one class only, “%2”; add a folder for another class.</source>
        <translation>%1 只含一个类别“%2”的图片；请再添加另一个类别的文件夹。</translation>
    </message>
    <message>
        <source>%1 has %2 classes, more than the %3 that are possible; choose a folder with fewer.</source>
        <translation>%1 有 %2 个类别，超过最多可用的 %3 个；请选择类别较少的文件夹。</translation>
    </message>
    <message>
        <source>The class “%1” in %2 is none of those to train; name the folders alike.</source>
        <translation>%2 中的类别“%1”不在训练类别之中；请使用相同的文件夹名称。</translation>
    </message>
    <message>
        <source>No folder of pictures is chosen yet; choose one that holds a folder for each class.</source>
        <translation>尚未选择图片文件夹；请选择一个为每个类别各有一个文件夹的文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 is not there; check its name or choose another one.</source>
        <translation>文件夹 %1 不存在；请检查名称或选择另一个。</translation>
    </message>
    <message>
        <source>Use %1 units</source>
        <translation>使用 %1 个单元</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; has %2 classes, but %3 values arrive at %4; give it one value for each class.</source>
        <translation>列“%1”有 %2 个类别，但到达 %4 的是 %3 个值；请让每个类别对应一个值。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 tokens; say how many of the first ones to read.</source>
        <translation>%1 含有超过 %2 个词元；请指定只读取前多少个。</translation>
    </message>
    <message>
        <source>The text %1 is empty; choose a file with text in it.</source>
        <translation>文本 %1 是空的；请选择一个有内容的文件。</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>animal</source>
        <translation>动物</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>food</source>
        <translation>食物</translation>
    </message>
    <message>
        <source>thing</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>size or age</source>
        <translation>大小或年龄</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>taste</source>
        <translation>味道</translation>
    </message>
    <message>
        <source>verb of moving</source>
        <translation>移动动词</translation>
    </message>
    <message>
        <source>verb of eating</source>
        <translation>饮食动词</translation>
    </message>
    <message>
        <source>verb of noticing</source>
        <translation>察觉动词</translation>
    </message>
    <message>
        <source>verb of handling</source>
        <translation>操作动词</translation>
    </message>
    <message>
        <source>verb of resting</source>
        <translation>静息动词</translation>
    </message>
    <message>
        <source>manner</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>season or time of day</source>
        <translation>季节或时段</translation>
    </message>
    <message>
        <source>day</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>preposition of place</source>
        <translation>方位介词</translation>
    </message>
    <message>
        <source>function word</source>
        <translation>功能词</translation>
    </message>
    <message>
        <source>conjunction</source>
        <translation>连词</translation>
    </message>
    <message>
        <source>punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子数</translation>
    </message>
    <message>
        <source>The files ptb.train.txt, ptb.valid.txt and ptb.test.txt are not in %1; put them there, choose another data folder, or use the bundled phrases.</source>
        <translation>文件 ptb.train.txt、ptb.valid.txt 和 ptb.test.txt 不在 %1 中；请将它们放在那里、选择其他数据文件夹，或使用内置短句。</translation>
    </message>
    <message>
        <source>The file text8 (or text8.zip, text8.gz) is not in %1; put it there, choose another data folder, or use the bundled phrases.</source>
        <translation>文件 text8（或 text8.zip、text8.gz）不在 %1 中；请将其放在那里、选择其他数据文件夹，或使用内置短句。</translation>
    </message>
    <message>
        <source>A text in UTF-8, plain or compressed as .gz or .zip.</source>
        <translation>UTF-8 文本，可为纯文本，或以 .gz、.zip 压缩。</translation>
    </message>
    <message>
        <source>No text is chosen yet; choose a text file.</source>
        <translation>尚未选择文本；请选择一个文本文件。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What a network reads and writes one by one.</source>
        <translation>网络逐个读写的单位。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>First</source>
        <translation>只用前</translation>
    </message>
    <message>
        <source>As many words or characters from the beginning are used; 0 for all.</source>
        <translation>只使用开头的这么多个词或字符；0 表示全部。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>As many of the most frequent words are kept, the others become &lt;unk&gt;; 0 for all.</source>
        <translation>保留这么多个最常见的词，其余变为 &lt;unk&gt;；0 表示全部。</translation>
    </message>
    <message>
        <source>Window step</source>
        <translation>窗口步长</translation>
    </message>
    <message>
        <source>How far it is from the beginning of one window to that of the next.</source>
        <translation>从一个窗口的开头到下一个窗口开头的距离。</translation>
    </message>
    <message>
        <source>%1 has only %2 words to train on, and a window takes %3 and the one after; choose a longer text, a shorter window, or characters.</source>
        <translation>%1 只有 %2 个词可供训练，而一个窗口需要 %3 个词再加其后的一个；请选择更长的文本、更短的窗口，或改用字符。</translation>
    </message>
    <message>
        <source>%1 has only %2 characters to train on, and a window takes %3 and the one after; choose a longer text or a shorter window.</source>
        <translation>%1 只有 %2 个字符可供训练，而一个窗口需要 %3 个字符再加其后的一个；请选择更长的文本或更短的窗口。</translation>
    </message>
    <message>
        <source>Ids</source>
        <translation>编号数</translation>
    </message>
    <message>
        <source>Ids as numbers</source>
        <translation>编号作为数值</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>独热</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>下一个字符</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>下一个词</translation>
    </message>
    <message>
        <source>Next character at every step</source>
        <translation>每一步的下一个字符</translation>
    </message>
    <message>
        <source>Next word at every step</source>
        <translation>每一步的下一个词</translation>
    </message>
    <message>
        <source>Recurrent kernel</source>
        <translation>循环核</translation>
    </message>
    <message>
        <source>Recurrent kernel mean</source>
        <translation>循环核均值</translation>
    </message>
    <message>
        <source>Recurrent kernel deviation</source>
        <translation>循环核标准差</translation>
    </message>
    <message>
        <source>Recurrent kernel minimum</source>
        <translation>循环核最小值</translation>
    </message>
    <message>
        <source>Recurrent kernel maximum</source>
        <translation>循环核最大值</translation>
    </message>
    <message>
        <source>Recurrent kernel gain</source>
        <translation>循环核增益</translation>
    </message>
    <message>
        <source>Recurrent kernel value</source>
        <translation>循环核值</translation>
    </message>
    <message>
        <source>Gate activation</source>
        <translation>门激活</translation>
    </message>
    <message>
        <source>The activation of the gates.</source>
        <translation>各个门的激活函数。</translation>
    </message>
    <message>
        <source>Adds a number of its own to every unit.</source>
        <translation>为每个单元加上各自的数。</translation>
    </message>
    <message>
        <source>Forget bias of 1</source>
        <translation>遗忘偏置为 1</translation>
    </message>
    <message>
        <source>The forget gate&apos;s bias starts at 1, so that the cell remembers at first.</source>
        <translation>遗忘门的偏置从 1 开始，使单元起初记住内容。</translation>
    </message>
    <message>
        <source>Reset after</source>
        <translation>后重置</translation>
    </message>
    <message>
        <source>The reset gate works after the product with the recurrent kernel, which then has a bias of its own; off, before it.</source>
        <translation>重置门作用在与循环核相乘之后，此时它有自己的偏置；关闭时作用在之前。</translation>
    </message>
    <message>
        <source>Return sequences</source>
        <translation>返回序列</translation>
    </message>
    <message>
        <source>Gives the output of every step instead of the last one only.</source>
        <translation>给出每一步的输出，而不只是最后一步。</translation>
    </message>
    <message>
        <source>Go backwards</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Reads the sequence from its last step to the first.</source>
        <translation>从最后一步读到第一步。</translation>
    </message>
    <message>
        <source>Stateful</source>
        <translation>有状态</translation>
    </message>
    <message>
        <source>Each sequence of a training batch goes on where the one at its place in the batch before ended.</source>
        <translation>训练批次中的每个序列都从上一批次同一位置的序列结束处继续。</translation>
    </message>
    <message>
        <source>Reset each epoch</source>
        <translation>每轮重置</translation>
    </message>
    <message>
        <source>Each epoch starts with a state of zeros, where the data begin again.</source>
        <translation>每轮数据重新开始时，状态从零开始。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>The share of the inputs that is silenced while training, the same at every step.</source>
        <translation>训练时被静默的输入比例，每一步相同。</translation>
    </message>
    <message>
        <source>State dropout</source>
        <translation>状态丢弃</translation>
    </message>
    <message>
        <source>The share of the state that is silenced while training, the same at every step.</source>
        <translation>训练时被静默的状态比例，每一步相同。</translation>
    </message>
    <message>
        <source>%1 needs a sequence, steps × features, but %2 arrives here.</source>
        <translation>%1 需要序列（步数 × 特征数），但到达的是 %2。</translation>
    </message>
    <message>
        <source>%1 goes backwards and keeps its state: each batch would go on from the first step of the one before.</source>
        <translation>%1 反向读取并保持状态：每个批次会从上一批次的第一步继续。</translation>
    </message>
    <message>
        <source>Switch &quot;Stateful&quot; off</source>
        <translation>关闭“有状态”</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; has %2 ids, but %3 has vectors for %4 only; the others become zeros.</source>
        <translation>列“%1”有 %2 个编号，但 %3 只有 %4 个向量；其余变为零。</translation>
    </message>
    <message>
        <source>Make it %1 ids</source>
        <translation>改为 %1 个编号</translation>
    </message>
    <message>
        <source>Put a Reshape to %1 before it</source>
        <translation>在它前面放一个变形为 %1 的层</translation>
    </message>
    <message>
        <source>Put a %1 before it</source>
        <translation>在它前面放一个%1</translation>
    </message>
    <message>
        <source>Put an Embedding before it</source>
        <translation>在它前面放一个嵌入层</translation>
    </message>
    <message>
        <source>Run it on every step</source>
        <translation>在每一步上运行它</translation>
    </message>
    <message>
        <source>Let %1 give every step</source>
        <translation>让 %1 给出每一步</translation>
    </message>
    <message>
        <source>%1 of %2 pictures could not be read and are left out (the first: %3).</source>
        <translation>%2 张图片中有 %1 张无法读取，已略去（第一张：%3）。</translation>
    </message>
    <message>
        <source>Saving %1 was stopped; what was there before is still there.</source>
        <translation>%1 的保存已停止；原有的文件仍在。</translation>
    </message>
    <message>
        <source>thousand</source>
        <translation>千人</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Another seed gives other weather in the same climate.</source>
        <translation>换一个种子会得到同一气候下的另一段天气。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>湿度</translation>
    </message>
    <message>
        <source>Wind</source>
        <translation>风速</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>气压</translation>
    </message>
    <message>
        <source>Time column</source>
        <translation>时间列</translation>
    </message>
    <message>
        <source>Name of the column that says when; empty: found out.</source>
        <translation>表示时间的列名；留空则自动判断。</translation>
    </message>
    <message>
        <source>The table %1 has no column “%2” to tell the time; choose one of its columns.</source>
        <translation>表格 %1 没有可表示时间的列“%2”；请从它的列中选择一个。</translation>
    </message>
    <message>
        <source>The table %1 has no column of numbers to learn from, only words; choose another separator or file.</source>
        <translation>表格 %1 没有可供学习的数字列，只有文字；请选择其他分隔符或文件。</translation>
    </message>
    <message>
        <source>The column “%2” of %1 holds words where numbers are expected; choose another variable: %3.</source>
        <translation>%1 的列“%2”是文字，而这里需要数字；请选择其他变量：%3。</translation>
    </message>
    <message>
        <source>%1 has no variable “%2”; choose from those it has: %3.</source>
        <translation>%1 没有变量“%2”；请从已有的变量中选择：%3。</translation>
    </message>
    <message>
        <source>A window of %1 past and %2 future values is longer than the %3 values of %4 of %5; make it shorter or divide the series differently.</source>
        <translation>窗口含 %1 个过去值和 %2 个未来值，比 %5 中%4的 %3 个值还长；请缩短窗口，或改变序列的划分。</translation>
    </message>
    <message>
        <source>%1 has %2 rows, too few for a window of %3 past and %4 future values; add rows or make the window shorter.</source>
        <translation>%1 只有 %2 行，不足以容纳含 %3 个过去值和 %4 个未来值的窗口；请增加行数或缩短窗口。</translation>
    </message>
    <message>
        <source>the training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>the validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>the test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>The shares for training and validation add up to more than 1; lower one of them.</source>
        <translation>训练比例与验证比例之和超过 1；请降低其中一个。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Past values</source>
        <translation>过去值</translation>
    </message>
    <message>
        <source>How many steps of the series the network sees at once.</source>
        <translation>网络一次看到序列的多少步。</translation>
    </message>
    <message>
        <source>Future values</source>
        <translation>未来值</translation>
    </message>
    <message>
        <source>How many steps it is to predict.</source>
        <translation>要预测多少步。</translation>
    </message>
    <message>
        <source>Variables read</source>
        <translation>读取的变量</translation>
    </message>
    <message>
        <source>Names, separated by commas; empty for all.</source>
        <translation>变量名，用逗号分隔；留空表示全部。</translation>
    </message>
    <message>
        <source>Variables predicted</source>
        <translation>预测的变量</translation>
    </message>
    <message>
        <source>Names, separated by commas; empty for the first one.</source>
        <translation>变量名，用逗号分隔；留空表示第一个。</translation>
    </message>
    <message>
        <source>Steps by variables</source>
        <translation>步数 × 变量数</translation>
    </message>
    <message>
        <source>One step of many features</source>
        <translation>一步，多个特征</translation>
    </message>
    <message>
        <source>Future values in a row</source>
        <translation>未来值排成一行</translation>
    </message>
    <message>
        <source>Future steps by variables</source>
        <translation>未来步数 × 变量数</translation>
    </message>
    <message>
        <source>Next value at every step</source>
        <translation>每一步的下一个值</translation>
    </message>
    <message>
        <source>Scaling measured on</source>
        <translation>缩放依据</translation>
    </message>
    <message>
        <source>The training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>The whole series</source>
        <translation>整个序列</translation>
    </message>
    <message>
        <source>The whole series tells the network how far the test part will go.</source>
        <translation>用整个序列缩放会让网络知道测试部分的取值范围。</translation>
    </message>
    <message>
        <source>Training share</source>
        <translation>训练比例</translation>
    </message>
    <message>
        <source>The first part of the series; what comes last is for testing.</source>
        <translation>序列的前一部分；最后的部分用于测试。</translation>
    </message>
    <message>
        <source>Window moves by</source>
        <translation>窗口移动</translation>
    </message>
    <message>
        <source>Passengers</source>
        <translation>乘客数</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Early exaggeration</source>
        <translation>早期夸大</translation>
    </message>
    <message>
        <source>Pulls neighbours together more strongly at first, so that groups find each other.</source>
        <translation>开始时更强地拉近近邻，使各组聚到一起。</translation>
    </message>
    <message>
        <source>Exaggerated for</source>
        <translation>夸大持续</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>次迭代</translation>
    </message>
    <message>
        <source>How far each step goes; 0 fits it to the number of points.</source>
        <translation>每一步走多远；0 表示按点数自动确定。</translation>
    </message>
    <message>
        <source>Momentum at first</source>
        <translation>初始动量</translation>
    </message>
    <message>
        <source>Momentum later</source>
        <translation>后期动量</translation>
    </message>
    <message>
        <source>Coarseness</source>
        <translation>粗略程度</translation>
    </message>
    <message>
        <source>How large a group of points may look from afar to count as one; less is more precise.</source>
        <translation>从远处看多大的一组点可算作一个点；越小越精确。</translation>
    </message>
    <message>
        <source>Row %1 of the points holds a value that is not a number; mend it or leave the row out.</source>
        <translation>第 %1 行的点含有非数值；请修正或去掉该行。</translation>
    </message>
    <message>
        <source>The points hold values beyond 1e15, too large to tell distances apart; scale them down.</source>
        <translation>点的数值超过 1e15，过大而无法区分距离；请将其缩小。</translation>
    </message>
    <message>
        <source>All points are the same; a map needs points that differ.</source>
        <translation>所有点都相同；绘图需要互不相同的点。</translation>
    </message>
    <message>
        <source>A map needs at least four points, here are %1.</source>
        <translation>绘图至少需要四个点，这里有 %1 个。</translation>
    </message>
    <message>
        <source>The points have no values; a map needs at least one for each.</source>
        <translation>点没有数值；绘图要求每个点至少有一个数值。</translation>
    </message>
    <message>
        <source>The exact method needs %1 GB of memory for %2 points; choose another method or fewer points.</source>
        <translation>对 %2 个点，精确方法需要 %1 GB 内存；请选择其他方法或减少点数。</translation>
    </message>
    <message>
        <source>This part of the data has no samples; choose another part.</source>
        <translation>数据的这一部分没有样本；请选择其他部分。</translation>
    </message>
    <message>
        <source>%1 gives %2 numbers for each of %3 samples, more than fit; take at most %4 points or a layer with fewer outputs.</source>
        <translation>%1 对 %3 个样本各给出 %2 个数，超出了容量；请最多取 %4 个点，或选择输出较少的层。</translation>
    </message>
    <message>
        <source>Frequency, log10</source>
        <translation>词频（log10）</translation>
    </message>
    <message>
        <source>Reading the points was cancelled.</source>
        <translation>读取数据点已取消。</translation>
    </message>
    <message>
        <source>The vectors of %1 are not among the weights; train the network again.</source>
        <translation>权重中没有 %1 的向量；请重新训练网络。</translation>
    </message>
    <message>
        <source>%1 has no column of numbers; a point of a map is a row of numbers.</source>
        <translation>%1 中没有数字列；映射图中的一个点是一行数字。</translation>
    </message>
    <message>
        <source>%1 is no table of points; save an array of [points, dimensions].</source>
        <translation>%1 不是点的表格；请保存形状为 [点数, 维数] 的数组。</translation>
    </message>
    <message>
        <source>Row %2 of %1 holds a value that is no number; take that row out.</source>
        <translation>%1 的第 %2 行含有非数字的值；请删除该行。</translation>
    </message>
    <message>
        <source>%1 names %2 points where %3 has %4; write both anew, or move %1 away.</source>
        <translation>%1 命名了 %2 个点，而 %3 有 %4 个；请重新写出这两个文件，或移走 %1。</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>相邻词</translation>
    </message>
    <message>
        <source>Other character</source>
        <translation>另一个字符</translation>
    </message>
    <message>
        <source>Other word</source>
        <translation>另一个词</translation>
    </message>
    <message>
        <source>Whether they are neighbours</source>
        <translation>是否相邻</translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation>相邻词</translation>
    </message>
    <message>
        <source>%1 has only %2 words to make pairs of, and a word with its neighbours takes %3; choose a longer text, a shorter window, or less thinning.</source>
        <translation>%1 只有 %2 个词可以组成词对，而一个词连同其相邻词需要 %3 个；请选择更长的文本、更短的窗口，或减少稀疏。</translation>
    </message>
    <message>
        <source>%1 makes %2 pairs, more than the %3 that can be told apart; choose a shorter window, fewer random pairs, or fewer words.</source>
        <translation>%1 会产生 %2 个词对，超过可区分的 %3 个；请选择更短的窗口、更少的随机词对或更少的词。</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Skip-gram pairs</source>
        <translation>跳字（skip-gram）词对</translation>
    </message>
    <message>
        <source>CBOW: neighbours and word</source>
        <translation>CBOW：相邻词与中心词</translation>
    </message>
    <message>
        <source>True and random pairs</source>
        <translation>真实词对与随机词对</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Windows to say the next word from, or pairs of neighbours that word vectors are learned from.</source>
        <translation>用来预测下一个词的窗口，或用来学习词向量的相邻词对。</translation>
    </message>
    <message>
        <source>As many words or characters are read to say the next; of pairs, as many on each side are neighbours.</source>
        <translation>读取这么多个词或字符来预测下一个；对词对而言，两侧各这么多个词视为相邻。</translation>
    </message>
    <message>
        <source>Thinning</source>
        <translation>高频词稀疏</translation>
    </message>
    <message>
        <source>Words are dropped the more often, the further their share of the text is above this: 0.0001 is usual; 0 keeps all.</source>
        <translation>词在文本中所占比例超过此值越多，被丢弃的机会越大；常用 0.0001；0 表示全部保留。</translation>
    </message>
    <message>
        <source>Random pairs</source>
        <translation>随机词对</translation>
    </message>
    <message>
        <source>As many pairs with a word drawn evenly follow each true pair.</source>
        <translation>每个真实词对之后跟随这么多个与均匀抽取的词组成的词对。</translation>
    </message>
    <message>
        <source>Seed of chance</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides which words are dropped and drawn.</source>
        <translation>决定丢弃和抽取哪些词。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made; choose another one.</source>
        <translation>无法创建文件夹 %1；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The text has no word “%1”; did you mean “%2”?</source>
        <translation>文本中没有词“%1”；您是指“%2”吗？</translation>
    </message>
    <message>
        <source>The text has no word “%1”; use words that it has.</source>
        <translation>该文本中没有词“%1”；请使用文本中出现过的词。</translation>
    </message>
    <message>
        <source>“%1” is no analogy; write words with + and - between them, as in a - b + c.</source>
        <translation>“%1”不是类比；请在词之间写上 + 和 -，例如 a - b + c。</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; has %2 classes, but %3 is set up for %4; give it one vector for each class.</source>
        <translation>列“%1”有 %2 个类别，而 %3 按 %4 个设置；请让每个类别都有一个向量。</translation>
    </message>
    <message>
        <source>Use %1 classes</source>
        <translation>使用 %1 个类别</translation>
    </message>
    <message>
        <source>%1 draws words by their frequency, which the column &quot;%2&quot; does not tell; draw them by rank or evenly.</source>
        <translation>%1 按词频抽取，但列“%2”没有给出频率；请按排名或均匀抽取。</translation>
    </message>
    <message>
        <source>By rank (log-uniform)</source>
        <translation>按排名（对数均匀）</translation>
    </message>
    <message>
        <source>By frequency to the power of ¾</source>
        <translation>按频率的 ¾ 次方</translation>
    </message>
    <message>
        <source>Evenly</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>How many classes there are: the size of the vocabulary.</source>
        <translation>共有多少个类别：即词表的大小。</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本</translation>
    </message>
    <message>
        <source>As many classes are drawn for the true one to stand out from.</source>
        <translation>抽取这么多个类别，让真实类别与之区分。</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>抽取方式</translation>
    </message>
    <message>
        <source>By rank needs ids in order of descending frequency, as vocabularies have them.</source>
        <translation>按排名抽取要求编号按频率从高到低排列，词表正是如此。</translation>
    </message>
    <message>
        <source>For each sample</source>
        <translation>每个样本各自抽取</translation>
    </message>
    <message>
        <source>Every sample has negatives of its own; else those of a batch share them, which is quicker.</source>
        <translation>每个样本有自己的负样本；否则一批样本共用，速度更快。</translation>
    </message>
    <message>
        <source>%1 needs one vector for each sample, but %2 arrives; put a Flatten or a mean before it.</source>
        <translation>%1 需要每个样本一个向量，但传来的是 %2；请在它前面放一个展平层或平均层。</translation>
    </message>
    <message>
        <source>%1 needs a target that is one id for each sample; choose such a column.</source>
        <translation>%1 需要每个样本一个编号的目标；请选择这样的列。</translation>
    </message>
    <message>
        <source>The neighbours of %2 points need %1 GB of memory; lower the perplexity or use fewer points.</source>
        <translation>%2 个点的近邻需要 %1 GB 内存；请降低困惑度或减少点数。</translation>
    </message>
    <message>
        <source>No graphics card is used, because this program was built without CUDA.</source>
        <translation>未使用显卡，因为本程序构建时未包含 CUDA。</translation>
    </message>
    <message>
        <source>No graphics card is used, because a library is missing: %1.</source>
        <translation>未使用显卡，因为缺少一个库：%1。</translation>
    </message>
    <message>
        <source>No graphics card is used, because NVIDIA&apos;s driver is not installed.</source>
        <translation>未使用显卡，因为未安装 NVIDIA 驱动程序。</translation>
    </message>
    <message>
        <source>No graphics card is used, because the CUDA module belongs to another version of this program; install both anew.</source>
        <translation>未使用显卡，因为 CUDA 模块属于本程序的另一个版本；请重新安装二者。</translation>
    </message>
    <message>
        <source>Full (float32)</source>
        <translation>完整（float32）</translation>
    </message>
    <message>
        <source>Fast (TF32)</source>
        <translation>快速（TF32）</translation>
    </message>
    <message>
        <source>Fastest (bfloat16)</source>
        <translation>最快（bfloat16）</translation>
    </message>
    <message>
        <source>Automatic takes the graphics card where there is one of NVIDIA&apos;s.</source>
        <translation>“自动”在有 NVIDIA 显卡时使用显卡。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Of products on a graphics card. Full rounds as the processor does; the fast ones round what is multiplied to 11 or 8 bits, which costs a little accuracy.</source>
        <translation>用于显卡上的乘积。“完整”与处理器的舍入相同；两种快速方式把相乘的数舍入到 11 位或 8 位，精度略有下降。</translation>
    </message>
    <message>
        <source>The graphics card has not enough memory for this training; make the batch or the network smaller, or choose Processor as device.</source>
        <translation>显卡内存不足，无法进行此训练；请减小批量或网络，或将设备改为处理器。</translation>
    </message>
    <message>
        <source>There is not enough memory for this training; make the batch or the network smaller.</source>
        <translation>内存不足，无法进行此训练；请减小批量或网络。</translation>
    </message>
</context>
<context>
    <name>engine::ActivationChoice</name>
    <message>
        <source>elu %1</source>
        <translation>elu %1</translation>
    </message>
    <message>
        <source>leaky relu %1</source>
        <translation>leaky relu %1</translation>
    </message>
</context>
<context>
    <name>engine::CifarBatch</name>
    <message>
        <source>%1 does not hold whole records of %2 bytes, so it is damaged, not complete or not of the binary version; get the file again.</source>
        <translation>%1 不是由完整的 %2 字节记录组成，因此它已损坏、不完整或不是二进制版；请重新获取该文件。</translation>
    </message>
    <message>
        <source>%1 promises more than %2 pictures, which no file of CIFAR-10 holds; get the file again.</source>
        <translation>%1 声称含有超过 %2 张图片，而 CIFAR-10 的任何文件都没有这么多；请重新获取该文件。</translation>
    </message>
    <message>
        <source>%1 holds the label %2, but there are only 0 to 9; get the file again.</source>
        <translation>%1 含有标签 %2，但只有 0 到 9；请重新获取该文件。</translation>
    </message>
</context>
<context>
    <name>engine::Forecaster</name>
    <message>
        <source>The forecast goes no further, because the network reads what it does not predict (%1); add that to the variables predicted.</source>
        <translation>预测到此为止，因为网络读取了它不预测的变量（%1）；请把它们加入预测的变量。</translation>
    </message>
</context>
<context>
    <name>engine::InnerLayers::Options</name>
    <message>
        <source>Layer within</source>
        <translation>内部层</translation>
    </message>
</context>
<context>
    <name>engine::JsonReader</name>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a text. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是文本。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be true or false. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须为真或假。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a whole number. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是整数。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; is out of range. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”超出范围。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a number. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是数字。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be an object. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是对象。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged: &quot;%2&quot; must be a list. Use an undamaged copy.</source>
        <translation>%1 已损坏：“%2”必须是列表。请使用完好的副本。</translation>
    </message>
</context>
<context>
    <name>engine::MapLoop</name>
    <message>
        <source>There is not enough memory for this map; use fewer points.</source>
        <translation>内存不足，无法绘制此图；请减少点数。</translation>
    </message>
    <message>
        <source>The start positions must be %1 values for each of %2 points.</source>
        <translation>起始位置必须为 %2 个点各给出 %1 个数值。</translation>
    </message>
    <message>
        <source>The perplexity was lowered to %1, as %2 points allow no more.</source>
        <translation>困惑度已降为 %1，因为 %2 个点不允许更高。</translation>
    </message>
</context>
<context>
    <name>engine::Network</name>
    <message>
        <source>The weights of %1 are missing; start a new training instead.</source>
        <translation>缺少 %1 的权重；请开始新的训练。</translation>
    </message>
    <message>
        <source>The weights of %1 have the shape %2, but this network needs %3; start a new training instead.</source>
        <translation>%1 的权重形状是 %2，但此网络需要 %3；请开始新的训练。</translation>
    </message>
</context>
<context>
    <name>engine::Options</name>
    <message>
        <source>Over the elements</source>
        <translation>元素的汇总</translation>
    </message>
    <message>
        <source>Whether the values of one sample are averaged or added up; the batch is always averaged.</source>
        <translation>单个样本的各值是取平均还是求和；批次总是取平均。</translation>
    </message>
    <message>
        <source>From logits</source>
        <translation>由 logits 计算</translation>
    </message>
    <message>
        <source>The layer before gives raw scores; the loss turns them into probabilities itself.</source>
        <translation>前一层给出原始分数；损失自己把它们变成概率。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>How much of each target is spread evenly over all classes.</source>
        <translation>每个目标有多少平均分摊给所有类别。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>How far below zero the curve ends.</source>
        <translation>曲线在零以下的终点。</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>How steep the line is below zero.</source>
        <translation>零以下直线的陡度。</translation>
    </message>
    <message>
        <source>Activity penalty L1</source>
        <translation>活动惩罚 L1</translation>
    </message>
    <message>
        <source>Times the sum of what the units give, without sign; the mean over the batch.</source>
        <translation>乘以各单元输出的绝对值之和；在批次上取平均。</translation>
    </message>
    <message>
        <source>Activity penalty L2</source>
        <translation>活动惩罚 L2</translation>
    </message>
    <message>
        <source>Times the sum of the squares of what the units give; the mean over the batch.</source>
        <translation>乘以各单元输出的平方和；在批次上取平均。</translation>
    </message>
    <message>
        <source>Sparsity penalty</source>
        <translation>稀疏惩罚</translation>
    </message>
    <message>
        <source>Times the KL divergence of each unit&apos;s mean activity from the target; for activities between 0 and 1.</source>
        <translation>乘以每个单元平均活动与目标之间的 KL 散度；适用于 0 到 1 之间的活动。</translation>
    </message>
    <message>
        <source>Target activity</source>
        <translation>目标活动</translation>
    </message>
    <message>
        <source>The mean activity that the sparsity penalty asks of every unit.</source>
        <translation>稀疏惩罚要求每个单元达到的平均活动。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>How long the mean of the gradients remembers.</source>
        <translation>梯度均值的记忆长度。</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>How long the mean of the squared gradients remembers.</source>
        <translation>梯度平方均值的记忆长度。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps the division safe where gradients are tiny.</source>
        <translation>在梯度极小时保证除法安全。</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>Never lets the divisor shrink.</source>
        <translation>从不让除数变小。</translation>
    </message>
    <message>
        <source>Height and width of the window; one number stands for both.</source>
        <translation>窗口的高和宽；一个数表示两者相同。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Valid: the window stays inside the picture. Same: the picture is padded, so that with stride 1 its size stays.</source>
        <translation>有效：窗口始终在图片之内。相同：图片会被填充，步幅为 1 时大小不变。</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>Distance between neighbouring points of the kernel; 1 leaves no gaps.</source>
        <translation>卷积核相邻点之间的距离；1 表示没有间隔。</translation>
    </message>
    <message>
        <source>Beyond the border</source>
        <translation>边界之外</translation>
    </message>
    <message>
        <source>Mirrored picture</source>
        <translation>镜像图片</translation>
    </message>
    <message>
        <source>Nearest pixel</source>
        <translation>最近的像素</translation>
    </message>
    <message>
        <source>Fixed value</source>
        <translation>固定值</translation>
    </message>
    <message>
        <source>What fills the places that the picture leaves free.</source>
        <translation>用什么填充图片空出的位置。</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear blends the four pixels around a position; nearest takes the closest.</source>
        <translation>双线性混合位置周围的四个像素；最近邻取最近的一个。</translation>
    </message>
    <message>
        <source>Found out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Column names</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A table of comma- or tab-separated values.</source>
        <translation>以逗号或制表符分隔的数值表格。</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>第一行</translation>
    </message>
</context>
<context>
    <name>engine::PackedFile</name>
    <message>
        <source>%1 is missing or not a file; put the data set&apos;s file there.</source>
        <translation>%1 不存在或不是文件；请把数据集的文件放在那里。</translation>
    </message>
    <message>
        <source>%1 cannot be opened; check that you may read it.</source>
        <translation>无法打开 %1；请检查是否有读取权限。</translation>
    </message>
    <message>
        <source>%1 is damaged or not complete; get the file again.</source>
        <translation>%1 已损坏或不完整；请重新获取该文件。</translation>
    </message>
</context>
<context>
    <name>engine::RecurrentKind</name>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>%1 needs a sequence, steps × features, but %2 arrives here.</source>
        <translation>%1 需要序列（步数 × 特征数），但到达的是 %2。</translation>
    </message>
    <message>
        <source>%1 keeps its own state from batch to batch; cut the link that brings an initial one, or switch &quot;Stateful&quot; off.</source>
        <translation>%1 在批次之间保持自己的状态；请断开带来初始状态的连线，或关闭“有状态”。</translation>
    </message>
    <message>
        <source>%1 needs an initial state of the shape %2, but %3 arrives here; link the state of a layer of its kind with as many units.</source>
        <translation>%1 需要形状为 %2 的初始状态，但到达的是 %3；请连接同类且单元数相同的层的状态。</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>初始状态</translation>
    </message>
</context>
<context>
    <name>engine::TextFile</name>
    <message>
        <source>The text %1 is not there; check its name or choose another file.</source>
        <translation>文本 %1 不存在；请检查文件名或选择其他文件。</translation>
    </message>
    <message>
        <source>The archive %1 holds no file that can be read; choose a text file.</source>
        <translation>压缩包 %1 中没有可读取的文件；请选择一个文本文件。</translation>
    </message>
    <message>
        <source>The text %1 cannot be read; check that you may read it.</source>
        <translation>无法读取文本 %1；请检查您是否有读取权限。</translation>
    </message>
    <message>
        <source>%1 is damaged or not complete; get the file again.</source>
        <translation>%1 已损坏或不完整；请重新获取该文件。</translation>
    </message>
    <message>
        <source>%1 is not text in UTF-8; save it as UTF-8 in a text editor, or choose another file.</source>
        <translation>%1 不是 UTF-8 文本；请在文本编辑器中将其另存为 UTF-8，或选择其他文件。</translation>
    </message>
    <message>
        <source>%1 holds more than 2 GB of text; say how many of the first tokens to read.</source>
        <translation>%1 含有超过 2 GB 的文本；请指定只读取前多少个词元。</translation>
    </message>
</context>
<context>
    <name>engine::TextWindows</name>
    <message>
        <source>The text has no character “%1”; leave it out of the prompt.</source>
        <translation>该文本中没有字符“%1”；请从提示语中去掉它。</translation>
    </message>
    <message>
        <source>The text has no word “%1”; use words that it has.</source>
        <translation>该文本中没有词“%1”；请使用文本中出现过的词。</translation>
    </message>
</context>
<context>
    <name>engine::TrainingLoop</name>
    <message>
        <source>This version does not know the learning-rate schedule &quot;%1&quot;; choose another one.</source>
        <translation>此版本不认识学习率计划“%1”；请选择其他计划。</translation>
    </message>
    <message>
        <source>The data set has no training samples; choose another one or other parts.</source>
        <translation>数据集没有训练样本；请选择其他数据集或其他划分。</translation>
    </message>
    <message>
        <source>The data set has no column &quot;%1&quot;, which the network reads.</source>
        <translation>数据集没有网络要读取的列“%1”。</translation>
    </message>
    <message>
        <source>The loss is no longer a number after step %1: the weights have grown too large. Lower the learning rate, which is %2 now, or limit the gradients under Clipping.</source>
        <translation>第 %1 步之后损失不再是数字：权重变得太大。请降低学习率（现在是 %2），或在“裁剪”下限制梯度。</translation>
    </message>
    <message>
        <source>%1 is stateful, so it needs the samples in their order; switch &quot;Shuffle&quot; off in the training settings, or &quot;Stateful&quot; off in the layer.</source>
        <translation>%1 有状态，因此样本必须保持顺序；请在训练设置中关闭“打乱”，或在该层中关闭“有状态”。</translation>
    </message>
</context>
<context>
    <name>engine::Updater</name>
    <message>
        <source>This version does not know the optimizer &quot;%1&quot;; choose another one.</source>
        <translation>此版本不认识优化器“%1”；请选择其他优化器。</translation>
    </message>
</context>
<context>
    <name>engine::Walk</name>
    <message>
        <source>%1 is part of a circle of links; delete one of them.</source>
        <translation>%1 处在连线的环路中；请删除其中一条。</translation>
    </message>
    <message>
        <source>Give it a free name</source>
        <translation>换一个未用的名称</translation>
    </message>
    <message>
        <source>Two layers are called %1; rename one of them.</source>
        <translation>有两层都叫 %1；请重命名其中一个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a layer: it must not be empty or contain a slash.</source>
        <translation>“%1”不能作为层的名称：名称不能为空，也不能含有斜杠。</translation>
    </message>
    <message>
        <source>This version does not know the layer type &quot;%1&quot;; its settings are kept. Replace it, or open the project with a newer version.</source>
        <translation>此版本不认识层类型“%1”；它的设置会保留。请替换它，或用更新的版本打开项目。</translation>
    </message>
    <message>
        <source>%1 takes at most %2 inputs; cut the other links.</source>
        <translation>%1 最多接受 %2 个输入；请剪断其余连线。</translation>
    </message>
    <message>
        <source>Two links end at the same input of %1; cut one of them.</source>
        <translation>%1 的同一输入上有两条连线；请剪断其中一条。</translation>
    </message>
    <message>
        <source>%1 is linked to an output that %2 does not have; cut the link.</source>
        <translation>%1 连接到 %2 没有的输出；请剪断这条连线。</translation>
    </message>
    <message>
        <source>%1 has no input; drag a link to it from the layer before.</source>
        <translation>%1 没有输入；请从前一层拖一条连线到它。</translation>
    </message>
    <message>
        <source>%1 needs at least %2 inputs and has %3; drag more links to it.</source>
        <translation>%1 至少需要 %2 个输入，现有 %3 个；请拖更多连线到它。</translation>
    </message>
    <message>
        <source>Read the column %1</source>
        <translation>读取列 %1</translation>
    </message>
    <message>
        <source>%1 reads the column &quot;%2&quot;, which the data set does not have.</source>
        <translation>%1 读取列“%2”，但数据集没有该列。</translation>
    </message>
    <message>
        <source>The canvas is empty; add an Input, layers and an Output.</source>
        <translation>画布是空的；请添加输入、若干层和输出。</translation>
    </message>
    <message>
        <source>The network has no Input; add one, so that data can come in.</source>
        <translation>网络没有输入；请添加一个，让数据进入。</translation>
    </message>
    <message>
        <source>The network has no Output; add one, so that it has something to learn.</source>
        <translation>网络没有输出；请添加一个，使它有可学的东西。</translation>
    </message>
    <message>
        <source>Nothing in this network can be trained: it has no weights, or all are frozen.</source>
        <translation>此网络没有可训练的内容：它没有权重，或全部被冻结。</translation>
    </message>
    <message>
        <source>Nothing uses the output of %1; link it to another layer.</source>
        <translation>没有层使用 %1 的输出；请把它连接到另一层。</translation>
    </message>
    <message>
        <source>%1 has no link to its first input; drag one there from the layer before.</source>
        <translation>%1 的第一个输入没有连线；请从前一层拖一条过来。</translation>
    </message>
</context>
<context>
    <name>engine::WindowOptions</name>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>stride %1</source>
        <translation>步幅 %1</translation>
    </message>
    <message>
        <source>dilation %1</source>
        <translation>膨胀 %1</translation>
    </message>
</context>
<context>
    <name>engine::cuda</name>
    <message>
        <source>The graphics card has stopped working (%1: %2); restart the program, or choose Processor as device.</source>
        <translation>显卡已停止工作（%1：%2）；请重新启动程序，或将设备改为处理器。</translation>
    </message>
    <message>
        <source>No graphics card is used, because NVIDIA&apos;s driver is missing or too old for CUDA %1; install a newer one.</source>
        <translation>未使用显卡，因为缺少 NVIDIA 驱动程序，或其版本对 CUDA %1 来说太旧；请安装较新的驱动程序。</translation>
    </message>
    <message>
        <source>No graphics card is used, because this machine has none of NVIDIA&apos;s.</source>
        <translation>未使用显卡，因为本机没有 NVIDIA 显卡。</translation>
    </message>
    <message>
        <source>No graphics card is used, because CUDA says: %1.</source>
        <translation>未使用显卡，CUDA 报告：%1。</translation>
    </message>
    <message>
        <source>No graphics card is used, because the %1 has compute capability %2 and 7.5 is needed.</source>
        <translation>未使用显卡，因为 %1 的计算能力为 %2，而需要 7.5。</translation>
    </message>
</context>
<context>
    <name>engine::datasets</name>
    <message>
        <source>Own table</source>
        <translation>自己的表格</translation>
    </message>
    <message>
        <source>A CSV or TSV file of your own: columns of numbers, and one to predict.</source>
        <translation>自己的 CSV 或 TSV 文件：若干数值列，其中一列用于预测。</translation>
    </message>
    <message>
        <source>Your own file.</source>
        <translation>你自己的文件。</translation>
    </message>
    <message>
        <source>Points in the plane</source>
        <translation>平面上的点</translation>
    </message>
    <message>
        <source>Two-dimensional points of two or more classes that no straight line can separate.</source>
        <translation>两类或多类的二维点，任何直线都无法把它们分开。</translation>
    </message>
    <message>
        <source>Made by Layerloom from a seed; free to use for anything.</source>
        <translation>由 Layerloom 从种子生成；可自由用于任何用途。</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>70,000 pictures of clothes, 28 × 28 pixels, in ten classes.</source>
        <translation>70,000 张 28 × 28 像素的服装图片，分为十类。</translation>
    </message>
    <message>
        <source>Zalando Research (Han Xiao, Kashif Rasul and Roland Vollgraf, 2017); MIT licence.</source>
        <translation>Zalando Research（Han Xiao、Kashif Rasul 和 Roland Vollgraf，2017）；MIT 许可证。</translation>
    </message>
    <message>
        <source>T-shirt or top</source>
        <translation>T 恤或上衣</translation>
    </message>
    <message>
        <source>Trousers</source>
        <translation>裤子</translation>
    </message>
    <message>
        <source>Pullover</source>
        <translation>套衫</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>连衣裙</translation>
    </message>
    <message>
        <source>Coat</source>
        <translation>外套</translation>
    </message>
    <message>
        <source>Sandal</source>
        <translation>凉鞋</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>衬衫</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>运动鞋</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>包</translation>
    </message>
    <message>
        <source>Ankle boot</source>
        <translation>短靴</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>70,000 handwritten digits, 28 × 28 pixels, in ten classes.</source>
        <translation>70,000 个 28 × 28 像素的手写数字，分为十类。</translation>
    </message>
    <message>
        <source>Yann LeCun, Corinna Cortes and Christopher J. C. Burges, from NIST&apos;s special databases 1 and 3; no licence on the original page, commonly listed as CC BY-SA 3.0.</source>
        <translation>Yann LeCun、Corinna Cortes 和 Christopher J. C. Burges，取自 NIST 特殊数据库 1 和 3；原网页没有许可证，通常列为 CC BY-SA 3.0。</translation>
    </message>
    <message>
        <source>Bundled digits</source>
        <translation>内置数字</translation>
    </message>
    <message>
        <source>Handwritten-like digits, 28 × 28 pixels, in ten classes, drawn by the program itself.</source>
        <translation>类似手写的数字，28 × 28 像素，分为十类，由程序自己绘制。</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message>
        <source>60,000 colour photographs of ten kinds of things, 32 × 32 pixels.</source>
        <translation>60,000 张彩色照片，共十类事物，32 × 32 像素。</translation>
    </message>
    <message>
        <source>Alex Krizhevsky, Vinod Nair and Geoffrey Hinton, 2009; no licence stated, the authors ask that their report be cited.</source>
        <translation>Alex Krizhevsky、Vinod Nair 与 Geoffrey Hinton，2009 年；未注明许可，作者请求引用其报告。</translation>
    </message>
    <message>
        <source>Another seed gives other digits, equally good.</source>
        <translation>换一个种子会得到另一批同样好的数字。</translation>
    </message>
    <message>
        <source>Bundled objects</source>
        <translation>内置物体</translation>
    </message>
    <message>
        <source>Coloured objects, 32 × 32 pixels, in ten classes, painted by the program itself.</source>
        <translation>彩色物体，32 × 32 像素，共十类，由程序自己绘制。</translation>
    </message>
    <message>
        <source>house</source>
        <translation>房子</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>car</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>boat</source>
        <translation>小船</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>鱼</translation>
    </message>
    <message>
        <source>sun</source>
        <translation>太阳</translation>
    </message>
    <message>
        <source>cup</source>
        <translation>杯子</translation>
    </message>
    <message>
        <source>key</source>
        <translation>钥匙</translation>
    </message>
    <message>
        <source>star</source>
        <translation>星星</translation>
    </message>
    <message>
        <source>mushroom</source>
        <translation>蘑菇</translation>
    </message>
    <message>
        <source>Another seed gives other objects, equally good.</source>
        <translation>换一个种子会得到另一批物体，同样好用。</translation>
    </message>
    <message>
        <source>Image folder</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Pictures of your own, PNG or JPEG, in one folder for each class.</source>
        <translation>您自己的图片，PNG 或 JPEG，每个类别一个文件夹。</translation>
    </message>
    <message>
        <source>Your own files.</source>
        <translation>您自己的文件。</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>短句</translation>
    </message>
    <message>
        <source>Short made-up sentences about people, animals and their day, from 200 words whose classes are known.</source>
        <translation>关于人、动物及其日常的短句，由 200 个词类已知的词组成。</translation>
    </message>
    <message>
        <source>Penn Treebank</source>
        <translation>宾州树库</translation>
    </message>
    <message>
        <source>A million words of newspaper sentences, 10,000 different ones; rare words are &lt;unk&gt;.</source>
        <translation>一百万词的报纸语句，共 10,000 个不同的词；罕见词记为 &lt;unk&gt;。</translation>
    </message>
    <message>
        <source>Mitchell Marcus and others, LDC99T42, as prepared by Tomas Mikolov; for research under the licence of the Linguistic Data Consortium.</source>
        <translation>Mitchell Marcus 等，LDC99T42，由 Tomas Mikolov 整理；按语言数据联盟的许可用于研究。</translation>
    </message>
    <message>
        <source>text8</source>
        <translation>text8</translation>
    </message>
    <message>
        <source>The beginning of the English Wikipedia: words of small letters with single spaces.</source>
        <translation>英文维基百科的开头部分：全小写单词，以单个空格分隔。</translation>
    </message>
    <message>
        <source>Matt Mahoney, from the dump of March 2006; by Wikipedia&apos;s contributors, CC BY-SA.</source>
        <translation>Matt Mahoney，取自 2006 年 3 月的转储；由维基百科贡献者编写，CC BY-SA 许可。</translation>
    </message>
    <message>
        <source>Own text</source>
        <translation>自己的文本</translation>
    </message>
    <message>
        <source>A text file of your own, read word by word or character by character.</source>
        <translation>您自己的文本文件，逐词或逐字符读取。</translation>
    </message>
    <message>
        <source>Airline passengers</source>
        <translation>航空乘客</translation>
    </message>
    <message>
        <source>Passengers of international flights in thousands, month by month from 1949 to 1960.</source>
        <translation>1949 年至 1960 年每月国际航班的乘客数（千人）。</translation>
    </message>
    <message>
        <source>G. E. P. Box and G. M. Jenkins, “Time Series Analysis: Forecasting and Control”, series G: 144 published figures.</source>
        <translation>G. E. P. Box 与 G. M. Jenkins，《时间序列分析：预测与控制》，序列 G：144 个已发表的数值。</translation>
    </message>
    <message>
        <source>Bundled climate</source>
        <translation>内置气候</translation>
    </message>
    <message>
        <source>Temperature, humidity, wind and pressure every three hours, with the rhythm of day and year and passing weather, simulated by the program itself.</source>
        <translation>每三小时的气温、湿度、风速和气压，带有昼夜与四季的节律和变化的天气，由程序自己模拟。</translation>
    </message>
    <message>
        <source>Own series</source>
        <translation>自己的序列</translation>
    </message>
    <message>
        <source>A CSV or TSV file of your own whose rows follow each other in time.</source>
        <translation>自己的 CSV 或 TSV 文件，各行按时间先后排列。</translation>
    </message>
</context>
<context>
    <name>engine::layers</name>
    <message>
        <source>Reshape cannot turn %1 into %2; the number of values must stay the same.</source>
        <translation>变形无法把 %1 变成 %2；值的个数必须保持不变。</translation>
    </message>
    <message>
        <source>Reshape can fill in one -1 only; write the other sizes as numbers.</source>
        <translation>变形只能补出一个 -1；请把其他尺寸写成数字。</translation>
    </message>
    <message>
        <source>Reshape needs sizes of at least 1, or one -1 that is filled in.</source>
        <translation>变形需要至少为 1 的尺寸，或一个待补的 -1。</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>Gives a sample&apos;s values another shape, in the same order.</source>
        <translation>以相同的顺序给样本的值另一种形状。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>The new sizes without the batch; one of them may be -1, which is filled in.</source>
        <translation>不含批次的新尺寸；其中一个可以是 -1，会自动补出。</translation>
    </message>
    <message>
        <source>Layer normalisation</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Layer normalisation needs an axis to normalise, but a single value arrives here.</source>
        <translation>层归一化需要一个可归一化的轴，但到达这里的是单个值。</translation>
    </message>
    <message>
        <source>Gives the last axis of every sample mean 0 and variance 1, then a scale and a centre that it learns.</source>
        <translation>使每个样本的最后一轴均值为 0、方差为 1，再加上学习得到的缩放和中心。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Added to the variance, so that nothing is divided by zero.</source>
        <translation>加到方差上，避免除以零。</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Adds a number that each place learns.</source>
        <translation>为每个位置加上学习得到的数。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Multiplies by a number that each place learns.</source>
        <translation>为每个位置乘以学习得到的数。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Dense needs a flat input, but %1 arrives here.</source>
        <translation>全连接层需要一维输入，但到达这里的是 %1。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Adds a number of its own to every unit.</source>
        <translation>为每个单元加上各自的数。</translation>
    </message>
    <message>
        <source>Weight penalty L1</source>
        <translation>权重惩罚 L1</translation>
    </message>
    <message>
        <source>Times the sum of the weights without sign, added to the loss.</source>
        <translation>乘以权重绝对值之和，加到损失上。</translation>
    </message>
    <message>
        <source>Weight penalty L2</source>
        <translation>权重惩罚 L2</translation>
    </message>
    <message>
        <source>Times the sum of the squared weights, added to the loss.</source>
        <translation>乘以权重平方和，加到损失上。</translation>
    </message>
    <message>
        <source>Every unit is a weighted sum of all inputs, passed through an activation.</source>
        <translation>每个单元是所有输入的加权和，再经过激活函数。</translation>
    </message>
    <message>
        <source>Flatten cannot take an input as large as %1.</source>
        <translation>展平无法接受 %1 这么大的输入。</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>Lays all axes of a sample out in one row.</source>
        <translation>把样本的所有轴排成一行。</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>高斯噪声</translation>
    </message>
    <message>
        <source>Adds normally distributed random numbers to its input.</source>
        <translation>在输入上加正态分布的随机数。</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>The standard deviation of the noise.</source>
        <translation>噪声的标准差。</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>起作用</translation>
    </message>
    <message>
        <source>While training</source>
        <translation>训练时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Concatenate needs an axis to join along, but a single value arrives here.</source>
        <translation>拼接需要一个用于连接的轴，但到达这里的是单个值。</translation>
    </message>
    <message>
        <source>Concatenate needs inputs that differ in the last axis only, but %1 and %2 arrive here.</source>
        <translation>拼接需要只有最后一轴不同的输入，但到达这里的是 %1 和 %2。</translation>
    </message>
    <message>
        <source>Concatenate would need more than %1 values; choose smaller sizes.</source>
        <translation>拼接将需要超过 %1 个值；请选择较小的尺寸。</translation>
    </message>
    <message>
        <source>Joins its inputs along the last axis.</source>
        <translation>沿最后一轴连接它的各个输入。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Silences a random share of its inputs while training and strengthens the rest to match.</source>
        <translation>训练时随机让一部分输入静默，并相应加强其余部分。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>The share of the inputs that is silenced.</source>
        <translation>被静默的输入所占的比例。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Where a column of the data enters the network.</source>
        <translation>数据的一列从这里进入网络。</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>The column of the data set to read.</source>
        <translation>要读取的数据集列。</translation>
    </message>
    <message>
        <source>The shape of one sample; follows the data set where it has the column.</source>
        <translation>单个样本的形状；数据集有该列时随数据集而定。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Ids</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Ids are whole numbers that name words or classes.</source>
        <translation>编号是代表单词或类别的整数。</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Batch normalisation needs an axis of channels, but a single value arrives here.</source>
        <translation>批归一化需要一个通道轴，但到达这里的是单个值。</translation>
    </message>
    <message>
        <source>Gives every channel mean 0 and variance 1 over the batch, then a scale and a centre that it learns.</source>
        <translation>使每个通道在批次上均值为 0、方差为 1，再加上学习得到的缩放和中心。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>How much of the moving averages stays at every step.</source>
        <translation>移动平均在每一步保留多少。</translation>
    </message>
    <message>
        <source>Adds a number that each channel learns.</source>
        <translation>为每个通道加上学习得到的数。</translation>
    </message>
    <message>
        <source>Multiplies by a number that each channel learns.</source>
        <translation>为每个通道乘以学习得到的数。</translation>
    </message>
    <message>
        <source>momentum %1</source>
        <translation>动量 %1</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>The product of its inputs, value by value.</source>
        <translation>各输入逐值相乘。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The column of the data set to compare with.</source>
        <translation>要与之比较的数据集列。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How much this loss counts beside those of other outputs.</source>
        <translation>此损失相对其他输出的损失有多重要。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Compares what arrives with a column of the data; training makes its loss small.</source>
        <translation>把到达的内容与数据的一列比较；训练使其损失变小。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Bends every value with a curve, or turns the last axis into probabilities (softmax).</source>
        <translation>用曲线弯曲每个值，或把最后一轴变成概率（softmax）。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>The sum of its inputs, value by value.</source>
        <translation>各输入逐值相加。</translation>
    </message>
    <message>
        <source>Activity regularisation</source>
        <translation>活动正则化</translation>
    </message>
    <message>
        <source>Passes its input on and adds a price for large or frequent activity to the loss.</source>
        <translation>传递输入，并把过大或过频的活动计入损失。</translation>
    </message>
    <message>
        <source>Average pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>Keeps the mean of every window of the picture; padding does not count.</source>
        <translation>保留图片每个窗口的平均值；填充不计入。</translation>
    </message>
    <message>
        <source>Cropping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Cropping leaves nothing of a picture of %1 × %2; cut off less.</source>
        <translation>裁剪后 %1 × %2 的图片什么也不剩；请少裁一些。</translation>
    </message>
    <message>
        <source>Cuts rows and columns off the sides of a picture.</source>
        <translation>从图片的各边裁去若干行和列。</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>裁去</translation>
    </message>
    <message>
        <source>How many at each side: one number for all; two for height and width; or four for top, bottom, left, right.</source>
        <translation>每一侧的数量：一个数表示四边相同；两个数表示上下和左右；四个数依次表示上、下、左、右。</translation>
    </message>
    <message>
        <source>Global average pooling</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <source>Keeps the mean of every channel over the whole picture.</source>
        <translation>保留每个通道在整张图片上的平均值。</translation>
    </message>
    <message>
        <source>Global max pooling</source>
        <translation>全局最大池化</translation>
    </message>
    <message>
        <source>Keeps the largest value of every channel, wherever in the picture it stands.</source>
        <translation>保留每个通道的最大值，无论它在图片的什么位置。</translation>
    </message>
    <message>
        <source>Max pooling</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>Keeps the largest value of every window of the picture.</source>
        <translation>保留图片每个窗口中的最大值。</translation>
    </message>
    <message>
        <source>Random flip</source>
        <translation>随机翻转</translation>
    </message>
    <message>
        <source>Mirrors about half of the pictures, by chance, while training.</source>
        <translation>训练时随机地翻转约一半的图片。</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>Top and bottom</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>Both, independently</source>
        <translation>两者，各自独立</translation>
    </message>
    <message>
        <source>Random rotation</source>
        <translation>随机旋转</translation>
    </message>
    <message>
        <source>Turns every picture about its centre by chance while training.</source>
        <translation>训练时随机地绕中心旋转每张图片。</translation>
    </message>
    <message>
        <source>Largest angle</source>
        <translation>最大角度</translation>
    </message>
    <message>
        <source>The most that a picture turns, either way.</source>
        <translation>图片向任一方向旋转的最大角度。</translation>
    </message>
    <message>
        <source>up to %1°</source>
        <translation>至多 %1°</translation>
    </message>
    <message>
        <source>Up and down</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>The most that a picture moves, as a share of its height.</source>
        <translation>图片移动的最大距离，以高度的比例表示。</translation>
    </message>
    <message>
        <source>To the sides</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>The most that a picture moves, as a share of its width.</source>
        <translation>图片移动的最大距离，以宽度的比例表示。</translation>
    </message>
    <message>
        <source>Random translation</source>
        <translation>随机平移</translation>
    </message>
    <message>
        <source>Moves every picture up or down and to a side by chance while training.</source>
        <translation>训练时随机地上下左右移动每张图片。</translation>
    </message>
    <message>
        <source>Random zoom</source>
        <translation>随机缩放</translation>
    </message>
    <message>
        <source>Makes every picture larger or smaller by chance while training.</source>
        <translation>训练时随机地放大或缩小每张图片。</translation>
    </message>
    <message>
        <source>Largest share</source>
        <translation>最大比例</translation>
    </message>
    <message>
        <source>The most that comes into view or leaves it, as a share of height and width.</source>
        <translation>进入或离开视野的最大部分，以高和宽的比例表示。</translation>
    </message>
    <message>
        <source>Keep the ratio</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Height and width change alike; otherwise each by its own chance.</source>
        <translation>高和宽同样变化；否则各自随机变化。</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Sampling needs a mean and a log-variance of the same shape, but %1 and %2 arrive here.</source>
        <translation>采样需要形状相同的均值和对数方差，但传来的是 %1 和 %2。</translation>
    </message>
    <message>
        <source>Draws from normal distributions: the first input is their mean, the second the logarithm of their variance; without training it gives the mean.</source>
        <translation>从正态分布中抽样：第一个输入是均值，第二个是方差的对数；不训练时输出均值。</translation>
    </message>
    <message>
        <source>KL weight</source>
        <translation>KL 权重</translation>
    </message>
    <message>
        <source>Times the KL divergence of the distributions from the standard normal one, added to the loss: the sum over the values, the mean over the batch.</source>
        <translation>乘以这些分布与标准正态分布之间的 KL 散度并加到损失上：对各值求和，在批次上取平均。</translation>
    </message>
    <message>
        <source>KL weight %1</source>
        <translation>KL 权重 %1</translation>
    </message>
    <message>
        <source>Up-sampling</source>
        <translation>上采样</translation>
    </message>
    <message>
        <source>Up-sampling cannot make a picture as large as %1 × %2; choose a smaller factor.</source>
        <translation>上采样无法生成 %1 × %2 这么大的图片；请选择较小的倍数。</translation>
    </message>
    <message>
        <source>Makes pictures several times larger, by repeating their pixels or by filling in between.</source>
        <translation>把图片放大若干倍：重复像素，或在像素之间插值。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>How many times higher and wider; one number stands for both.</source>
        <translation>高和宽各放大多少倍；一个数表示两者相同。</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Nearest repeats each pixel; bilinear blends from the centre of one pixel to the next.</source>
        <translation>最近邻重复每个像素；双线性从一个像素的中心平滑过渡到下一个。</translation>
    </message>
    <message>
        <source>Zero padding</source>
        <translation>补零</translation>
    </message>
    <message>
        <source>Zero padding cannot make a picture as large as %1 × %2; choose fewer zeros.</source>
        <translation>补零无法生成 %1 × %2 这么大的图片；请减少零的数量。</translation>
    </message>
    <message>
        <source>Puts rows and columns of zeros around a picture.</source>
        <translation>在图片四周加上若干行和列的零。</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零的数量</translation>
    </message>
    <message>
        <source>Conv2D</source>
        <translation>二维卷积</translation>
    </message>
    <message>
        <source>Slides small filters over a picture; each gives a map of where it finds its pattern.</source>
        <translation>让小滤波器在图片上滑动；每个滤波器给出一张图，标出它在哪里找到自己的模式。</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>How many maps it gives.</source>
        <translation>给出多少张特征图。</translation>
    </message>
    <message>
        <source>Transposed Conv2D</source>
        <translation>转置二维卷积</translation>
    </message>
    <message>
        <source>%1 would make a picture of %2 × %3 with %4 channels, which is too large.</source>
        <translation>%1 会生成 %2 × %3、%4 个通道的图片，太大了。</translation>
    </message>
    <message>
        <source>The way back of a Conv2D: stamps its filters onto a larger picture, as decoders do.</source>
        <translation>二维卷积的逆向：把滤波器印到更大的图片上，解码器常用。</translation>
    </message>
    <message>
        <source>Depthwise Conv2D</source>
        <translation>逐通道二维卷积</translation>
    </message>
    <message>
        <source>Depthwise Conv2D would make %1 channels, which is too many.</source>
        <translation>逐通道二维卷积会生成 %1 个通道，太多了。</translation>
    </message>
    <message>
        <source>Slides small filters over every channel by itself, with far fewer weights than a Conv2D.</source>
        <translation>让小滤波器分别在每个通道上滑动，权重远少于二维卷积。</translation>
    </message>
    <message>
        <source>Filters per channel</source>
        <translation>每通道滤波器数</translation>
    </message>
    <message>
        <source>How many maps each channel gives.</source>
        <translation>每个通道给出多少张特征图。</translation>
    </message>
    <message>
        <source>Embedding needs ids, but numbers arrive here; let the Input read a column of ids.</source>
        <translation>嵌入需要编号，但到达的是数值；请让输入读取一列编号。</translation>
    </message>
    <message>
        <source>Embedding cannot take an input as large as %1.</source>
        <translation>嵌入无法接收 %1 这么大的输入。</translation>
    </message>
    <message>
        <source>Embedding can leave out the id 0 only in a sequence of ids, but %1 arrives here; switch &quot;%2&quot; off.</source>
        <translation>嵌入只能在编号序列中跳过编号 0，但到达的是 %1；请关闭“%2”。</translation>
    </message>
    <message>
        <source>Mask the id 0</source>
        <translation>掩盖编号 0</translation>
    </message>
    <message>
        <source>How many ids there are: the size of the vocabulary.</source>
        <translation>共有多少个编号，即词表大小。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>How many numbers stand for an id.</source>
        <translation>用多少个数表示一个编号。</translation>
    </message>
    <message>
        <source>The id 0 is padding: recurrent layers and losses leave its steps out.</source>
        <translation>编号 0 是填充：循环层和损失会跳过这些步。</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>Vector mean</source>
        <translation>向量均值</translation>
    </message>
    <message>
        <source>Vector deviation</source>
        <translation>向量标准差</translation>
    </message>
    <message>
        <source>Vector minimum</source>
        <translation>向量最小值</translation>
    </message>
    <message>
        <source>Vector maximum</source>
        <translation>向量最大值</translation>
    </message>
    <message>
        <source>Vector gain</source>
        <translation>向量增益</translation>
    </message>
    <message>
        <source>Vector value</source>
        <translation>向量值</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Gives every id, of a word or a character, a vector of its own that training moves.</source>
        <translation>给每个编号（词或字符）一个自己的向量，训练会调整它。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Reads a sequence step by step: one gate mixes the old state with a new one, another resets it.</source>
        <translation>逐步读取序列：一个门混合新旧状态，另一个门重置旧状态。</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Keeps the last step of a sequence; after masked steps, the last one that is there.</source>
        <translation>保留序列的最后一步；有被掩盖的步时，保留最后一个存在的步。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Reads a sequence step by step with a memory: gates decide what it forgets, takes in and shows.</source>
        <translation>带记忆地逐步读取序列：门决定遗忘、接收和输出什么。</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Marks the steps of a sequence that hold nothing but one value as missing, so that recurrent layers and losses leave them out.</source>
        <translation>把序列中只含某个值的步标记为缺失，循环层和损失会跳过它们。</translation>
    </message>
    <message>
        <source>Missing value</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>A step is missing when all its numbers are this one.</source>
        <translation>一步的所有数都是这个值时，该步视为缺失。</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不含 %1</translation>
    </message>
    <message>
        <source>Repeat vector</source>
        <translation>重复向量</translation>
    </message>
    <message>
        <source>Repeat vector needs a flat input, but %1 arrives here.</source>
        <translation>重复向量需要平坦的输入，但到达的是 %1。</translation>
    </message>
    <message>
        <source>Gives the same values at every step of a sequence, as a decoder reads what an encoder says.</source>
        <translation>在序列的每一步给出相同的值，就像解码器读取编码器的结果。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How many steps the sequence has.</source>
        <translation>序列有多少步。</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>Simple RNN</source>
        <translation>简单 RNN</translation>
    </message>
    <message>
        <source>Reads a sequence step by step: each output is made of the step and the output before.</source>
        <translation>逐步读取序列：每个输出由当前步和前一个输出得到。</translation>
    </message>
    <message>
        <source>Time distributed</source>
        <translation>时间分布</translation>
    </message>
    <message>
        <source>Time distributed cannot take an input as large as %1.</source>
        <translation>时间分布无法接收 %1 这么大的输入。</translation>
    </message>
    <message>
        <source>Runs the layer within on every step of a sequence, always with the same weights.</source>
        <translation>用同样的权重在序列的每一步运行内部层。</translation>
    </message>
    <message>
        <source>UGRNN</source>
        <translation>UGRNN</translation>
    </message>
    <message>
        <source>Reads a sequence step by step: a single gate mixes the old state with a new one.</source>
        <translation>逐步读取序列：只用一个门混合新旧状态。</translation>
    </message>
    <message>
        <source>%1 needs an initial state of the shape %2, but %3 arrives here; link the state of a layer of its kind with as many units.</source>
        <translation>%1 需要形状为 %2 的初始状态，但到达的是 %3；请连接同类且单元数相同的层的状态。</translation>
    </message>
    <message>
        <source>Bidirectional</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Layer within</source>
        <translation>内部层</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>What is made of the outputs of both directions.</source>
        <translation>如何合并两个方向的输出。</translation>
    </message>
    <message>
        <source>Reads a sequence from both ends, with a recurrent layer for each direction.</source>
        <translation>从两端读取序列，每个方向各用一个循环层。</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>初始状态</translation>
    </message>
    <message>
        <source>Residual adds what %1 gives to every step of its input; switch &quot;Return sequences&quot; on.</source>
        <translation>残差把 %1 的输出加到其输入的每一步；请打开“返回序列”。</translation>
    </message>
    <message>
        <source>Residual adds what %1 gives to its input, but these are %2 and %3; choose settings that keep the shape.</source>
        <translation>残差把 %1 的输出与其输入相加，但两者是 %2 和 %3；请选择保持形状的设置。</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Adds its input to what the layer within gives, which then only learns the difference.</source>
        <translation>把输入加到内部层的输出上，内部层只需学习差异。</translation>
    </message>
    <message>
        <source>Dot</source>
        <translation>点积</translation>
    </message>
    <message>
        <source>Dot needs an axis to add up along, but a single value arrives here.</source>
        <translation>点积需要一个求和的轴，但此处到达的是单个值。</translation>
    </message>
    <message>
        <source>How much two inputs agree: their product, value by value, added up along the last axis.</source>
        <translation>两个输入的吻合程度：逐值相乘，再沿最后一个轴求和。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Both sides are divided by their lengths first, so that only directions count.</source>
        <translation>先将两侧各除以自身长度，只比较方向。</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Update by rows</source>
        <translation>按行更新</translation>
    </message>
    <message>
        <source>A step changes only the vectors that its batch reads, so a large vocabulary costs no more than a small one; momentum and moments of the others wait.</source>
        <translation>每一步只改变本批读取的向量，因此大词表不比小词表更费时；其余向量的动量和矩保持不动。</translation>
    </message>
    <message>
        <source>Average over steps</source>
        <translation>对步取平均</translation>
    </message>
    <message>
        <source>The mean of all steps of a sequence, or of several word vectors; masked steps do not count.</source>
        <translation>序列所有步（或若干词向量）的平均值；被屏蔽的步不计入。</translation>
    </message>
</context>
<context>
    <name>engine::losses</name>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>The size of the difference: outliers count no more than others.</source>
        <translation>差的大小：离群值并不比其他值更重要。</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Squared for small errors and straight for large ones, so that outliers count less.</source>
        <translation>小误差取平方，大误差取直线，使离群值影响较小。</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>The size of an error where the curve turns straight.</source>
        <translation>曲线变为直线时的误差大小。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>The square of the difference: large errors count most.</source>
        <translation>差的平方：大误差影响最大。</translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation>分类交叉熵</translation>
    </message>
    <message>
        <source>How surprised the predicted probabilities are by the true class; takes class ids or one value for each class.</source>
        <translation>预测概率对真实类别有多意外；接受类别编号，或每个类别一个值。</translation>
    </message>
    <message>
        <source>Sparse cross-entropy</source>
        <translation>稀疏交叉熵</translation>
    </message>
    <message>
        <source>How surprised the predicted probabilities are by the true class, which is given as an id.</source>
        <translation>预测概率对真实类别有多意外；真实类别以编号给出。</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>How surprised each predicted probability is by a target between 0 and 1.</source>
        <translation>每个预测概率对 0 到 1 之间的目标有多意外。</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>How far the predicted distribution is from the true one.</source>
        <translation>预测分布与真实分布相距多远。</translation>
    </message>
    <message>
        <source>Negative sampling</source>
        <translation>负采样</translation>
    </message>
    <message>
        <source>Tells the true class from a few drawn at random, as word2vec does.</source>
        <translation>像 word2vec 那样，把真实类别与随机抽取的几个类别区分开。</translation>
    </message>
    <message>
        <source>Noise-contrastive</source>
        <translation>噪声对比</translation>
    </message>
    <message>
        <source>Tells the true class from a few drawn at random, knowing how often each is drawn; for vocabularies too large to score every word.</source>
        <translation>把真实类别与随机抽取的几个类别区分开，并考虑各自被抽到的频率；适用于大到无法给每个词打分的词表。</translation>
    </message>
</context>
<context>
    <name>engine::optimizers</name>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>The share of every weight, times the learning rate, that is taken off before each step.</source>
        <translation>每一步之前从每个权重中减去的比例（再乘以学习率）。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam that also pulls every weight towards zero a little at each step.</source>
        <translation>在 Adam 的基础上，每一步还把每个权重向零拉近一点。</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Divides every gradient by its recent size; a good choice for recurrent networks.</source>
        <translation>用梯度近期的大小去除每个梯度；适合循环网络。</translation>
    </message>
    <message>
        <source>Rho</source>
        <translation>Rho</translation>
    </message>
    <message>
        <source>How long the mean of the squared gradients remembers.</source>
        <translation>梯度平方均值的记忆长度。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>How much of the last step goes into the next one.</source>
        <translation>上一步有多少进入下一步。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps the division safe where gradients are tiny.</source>
        <translation>在梯度极小时保证除法安全。</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>中心化</translation>
    </message>
    <message>
        <source>Divides by the spread of the gradients about their mean.</source>
        <translation>除以梯度围绕其均值的离散程度。</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Weights whose gradients were large so far take smaller steps.</source>
        <translation>至今梯度较大的权重走较小的步。</translation>
    </message>
    <message>
        <source>Initial accumulator</source>
        <translation>初始累加值</translation>
    </message>
    <message>
        <source>What the sum of squared gradients starts with.</source>
        <translation>梯度平方和的起始值。</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: a step down the slope, on request with momentum.</source>
        <translation>随机梯度下降：沿坡向下走一步，可加动量。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Looks ahead along the momentum before it steps.</source>
        <translation>在迈步之前沿动量向前看。</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Gives every weight its own step size from the mean and spread of its gradients.</source>
        <translation>根据梯度的均值和离散程度为每个权重选择步长。</translation>
    </message>
</context>
<context>
    <name>engine::schedules</name>
    <message>
        <source>On plateau</source>
        <translation>平台期下降</translation>
    </message>
    <message>
        <source>The learning rate shrinks whenever the watched value has not improved for some epochs.</source>
        <translation>监视的值若干轮没有改善时，学习率缩小。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>So many epochs without improvement are waited for.</source>
        <translation>等待这么多轮没有改善。</translation>
    </message>
    <message>
        <source>Smallest improvement</source>
        <translation>最小改善</translation>
    </message>
    <message>
        <source>Smaller changes do not count.</source>
        <translation>更小的变化不算数。</translation>
    </message>
    <message>
        <source>Lowest factor</source>
        <translation>最低系数</translation>
    </message>
    <message>
        <source>The learning rate never shrinks below this share.</source>
        <translation>学习率不会缩小到这个比例以下。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>The learning rate stays as it is.</source>
        <translation>学习率保持不变。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Every few epochs the learning rate is multiplied by a factor.</source>
        <translation>每隔几轮把学习率乘以一个系数。</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>The learning rate shrinks smoothly, by a factor for each epoch.</source>
        <translation>学习率平滑缩小，每轮乘以一个系数。</translation>
    </message>
    <message>
        <source>What is left of the learning rate after one epoch.</source>
        <translation>一轮之后学习率剩下的部分。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>The learning rate falls along half a cosine wave over the whole training.</source>
        <translation>学习率在整个训练中沿半个余弦波下降。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>So many steps lead up to the full learning rate.</source>
        <translation>用这么多步升到完整的学习率。</translation>
    </message>
    <message>
        <source>Final factor</source>
        <translation>最终系数</translation>
    </message>
    <message>
        <source>What is left of the learning rate at the end.</source>
        <translation>结束时学习率剩下的部分。</translation>
    </message>
</context>
<context>
    <name>samples</name>
    <message>
        <source>Denoising autoencoder, sigmoid</source>
        <translation>去噪自编码器，sigmoid</translation>
    </message>
    <message>
        <source>Takes the noise out with sigmoid units only; compare it with the other one.</source>
        <translation>只用 sigmoid 单元去除噪声；可与另一个比较。</translation>
    </message>
    <message>
        <source>Denoising autoencoder</source>
        <translation>去噪自编码器</translation>
    </message>
    <message>
        <source>Takes the noise out of digits it has never seen.</source>
        <translation>从没见过的数字中去除噪声。</translation>
    </message>
    <message>
        <source>Sparse autoencoder</source>
        <translation>稀疏自编码器</translation>
    </message>
    <message>
        <source>A wide code in which only a few units speak at a time.</source>
        <translation>很宽的编码，每次只有少数单元发声。</translation>
    </message>
    <message>
        <source>Stacked autoencoder, sigmoid</source>
        <translation>堆叠自编码器，sigmoid</translation>
    </message>
    <message>
        <source>The same network built from sigmoid units with wide random weights: it learns, but slowly.</source>
        <translation>由 sigmoid 单元和大范围随机权重构成的同一网络：能学习，但很慢。</translation>
    </message>
    <message>
        <source>Stacked autoencoder</source>
        <translation>堆叠自编码器</translation>
    </message>
    <message>
        <source>Squeezes pictures into 256 numbers and unfolds them again.</source>
        <translation>把图片压缩成 256 个数，再还原出来。</translation>
    </message>
    <message>
        <source>Digit classifier</source>
        <translation>数字分类器</translation>
    </message>
    <message>
        <source>Recognises digits with a single hidden layer and shows which ones it confuses.</source>
        <translation>用一个隐藏层识别数字，并显示它会混淆哪些。</translation>
    </message>
    <message>
        <source>Convolutional autoencoder</source>
        <translation>卷积自编码器</translation>
    </message>
    <message>
        <source>Squeezes pictures into eight small feature maps and enlarges them again.</source>
        <translation>把图片压缩成八张小特征图，再将其放大还原。</translation>
    </message>
    <message>
        <source>Variational autoencoder, tanh</source>
        <translation>变分自编码器（tanh）</translation>
    </message>
    <message>
        <source>The same space of digits, learnt with tanh units.</source>
        <translation>用 tanh 单元学习同样的数字空间。</translation>
    </message>
    <message>
        <source>Variational autoencoder</source>
        <translation>变分自编码器</translation>
    </message>
    <message>
        <source>Learns a space of digits that new ones can be drawn from.</source>
        <translation>学习一个数字的空间，可从中抽取新的数字。</translation>
    </message>
    <message>
        <source>LeNet for colour pictures</source>
        <translation>用于彩色图片的 LeNet</translation>
    </message>
    <message>
        <source>The same layers on 32 × 32 colour pictures of ten things, with dropout.</source>
        <translation>同样的层，用在十类事物的 32 × 32 彩色图片上，并加入随机失活。</translation>
    </message>
    <message>
        <source>LeNet with light dropout</source>
        <translation>轻度随机失活的 LeNet</translation>
    </message>
    <message>
        <source>The same on colour pictures, with less dropout and better starting values.</source>
        <translation>同样用于彩色图片，随机失活更少，初始值更好。</translation>
    </message>
    <message>
        <source>LeNet</source>
        <translation>LeNet</translation>
    </message>
    <message>
        <source>Finds strokes and corners with small filters, then names the digit: the classic convolutional network.</source>
        <translation>用小滤波器找出笔画和拐角，再说出是哪个数字：经典的卷积网络。</translation>
    </message>
    <message>
        <source>LeNet with plain gradient descent</source>
        <translation>用普通梯度下降训练的 LeNet</translation>
    </message>
    <message>
        <source>The same network, trained by the plainest rule there is.</source>
        <translation>同一个网络，用最朴素的规则训练。</translation>
    </message>
    <message>
        <source>Residual network</source>
        <translation>残差网络</translation>
    </message>
    <message>
        <source>A modern network for colour pictures: normalised convolutions whose blocks add to what they were given.</source>
        <translation>用于彩色图片的现代网络：带归一化的卷积，每个块都在得到的内容上做加法。</translation>
    </message>
    <message>
        <source>Air travel at once, GRU</source>
        <translation>航空旅客整批：GRU</translation>
    </message>
    <message>
        <source>Four gated units, all months in one batch.</source>
        <translation>四个门控单元，所有月份在一个批次中。</translation>
    </message>
    <message>
        <source>Air travel with a GRU</source>
        <translation>航空旅客：GRU</translation>
    </message>
    <message>
        <source>The same forecast by four gated units.</source>
        <translation>同样的预测，由四个门控单元完成。</translation>
    </message>
    <message>
        <source>Air travel at once, LSTM</source>
        <translation>航空旅客整批：LSTM</translation>
    </message>
    <message>
        <source>Four LSTM units, all months in one batch.</source>
        <translation>四个 LSTM 单元，所有月份在一个批次中。</translation>
    </message>
    <message>
        <source>Air travel with an LSTM</source>
        <translation>航空旅客：LSTM</translation>
    </message>
    <message>
        <source>The same forecast by four LSTM units.</source>
        <translation>同样的预测，由四个 LSTM 单元完成。</translation>
    </message>
    <message>
        <source>Air travel at once, simple memory</source>
        <translation>航空旅客整批：简单记忆</translation>
    </message>
    <message>
        <source>Learns from all months at once instead of one after the other.</source>
        <translation>一次从所有月份学习，而不是逐月学习。</translation>
    </message>
    <message>
        <source>Air travel, simple memory</source>
        <translation>航空旅客：简单记忆</translation>
    </message>
    <message>
        <source>Foretells next month&apos;s airline passengers from this month&apos;s with four recurrent units.</source>
        <translation>用四个循环单元，由本月的航空旅客数预测下个月。</translation>
    </message>
    <message>
        <source>Digits from both ends</source>
        <translation>从两端读数字</translation>
    </message>
    <message>
        <source>Two LSTMs read the rows of a digit, one from the top and one from the bottom, and agree on what it is.</source>
        <translation>两个 LSTM 分别从上到下和从下到上读取数字的各行，共同判断它是什么。</translation>
    </message>
    <message>
        <source>Letter by letter</source>
        <translation>逐字母写作</translation>
    </message>
    <message>
        <source>Reads short sentences letter by letter and learns to spell, to put words in order and to end with a full stop.</source>
        <translation>逐个字母读短句，学会拼写、安排词序并以句号结尾。</translation>
    </message>
    <message>
        <source>The weather of tomorrow</source>
        <translation>明天的天气</translation>
    </message>
    <message>
        <source>An LSTM reads two days of temperature, humidity, wind and pressure and foretells the temperature of the next day.</source>
        <translation>LSTM 读取两天的气温、湿度、风速和气压，预测第二天的气温。</translation>
    </message>
    <message>
        <source>Digits row by row</source>
        <translation>逐行读数字</translation>
    </message>
    <message>
        <source>Reads a digit line by line, as one reads a page, with sixteen recurrent units.</source>
        <translation>像读书一样逐行读取一个数字，用十六个循环单元。</translation>
    </message>
    <message>
        <source>A year ahead</source>
        <translation>展望一年</translation>
    </message>
    <message>
        <source>An encoder reads two years of air travel and hands its memory to a decoder, which writes the twelve months to come.</source>
        <translation>编码器读取两年的航空旅客数，把记忆交给解码器，由它写出未来十二个月。</translation>
    </message>
    <message>
        <source>A text that writes itself</source>
        <translation>自动续写的文本</translation>
    </message>
    <message>
        <source>Learns which word follows five others in an encyclopedia, and then goes on by itself.</source>
        <translation>从百科文章中学习五个词之后是哪个词，然后自己续写下去。</translation>
    </message>
    <message>
        <source>A word from its neighbours</source>
        <translation>由邻词猜词</translation>
    </message>
    <message>
        <source>Guesses a word from the mean of the four vectors around it, which puts words of like use side by side: numbers beside numbers.</source>
        <translation>用周围四个词向量的平均值猜出中间的词，用法相近的词因此靠在一起：数字挨着数字。</translation>
    </message>
    <message>
        <source>Two words, one question</source>
        <translation>两个词，一个问题</translation>
    </message>
    <message>
        <source>Two tables of vectors and their dot product answer whether two words stand side by side.</source>
        <translation>两张向量表及其点积回答两个词是否相邻。</translation>
    </message>
    <message>
        <source>Words by the company they keep</source>
        <translation>由上下文认识词语</translation>
    </message>
    <message>
        <source>Learns a vector for each of 10,000 words of a newspaper by telling its true neighbours from 64 words drawn at random.</source>
        <translation>为报纸文本的 10,000 个词各学习一个向量：把真实的邻词与随机抽取的 64 个词区分开。</translation>
    </message>
    <message>
        <source>Word classes found by themselves</source>
        <translation>自行发现的词类</translation>
    </message>
    <message>
        <source>Learns vectors for the 202 words of made-up phrases; words of one kind come to lie together, and the map shows how well.</source>
        <translation>为自造短句中的 202 个词学习向量；同类的词聚到一起，嵌入图显示效果如何。</translation>
    </message>
</context>
<context>
    <name>std</name>
    <message>
        <source>%1 units</source>
        <translation>%1 个单元</translation>
    </message>
    <message>
        <source>deviation %1</source>
        <translation>标准差 %1</translation>
    </message>
    <message>
        <source>No table is chosen yet; choose a CSV or TSV file.</source>
        <translation>还没有选择表格；请选择 CSV 或 TSV 文件。</translation>
    </message>
    <message>
        <source>The table %1 is not there; check its name or choose another file.</source>
        <translation>表格 %1 不在那里；请检查名称或选择其他文件。</translation>
    </message>
    <message>
        <source>The table %1 is larger than 1 GB; split it into smaller files.</source>
        <translation>表格 %1 大于 1 GB；请拆分成较小的文件。</translation>
    </message>
    <message>
        <source>The table %1 cannot be read; check that you may read it.</source>
        <translation>无法读取表格 %1；请检查是否有读取权限。</translation>
    </message>
    <message>
        <source>The table %1 is empty; choose a file with data.</source>
        <translation>表格 %1 是空的；请选择有数据的文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: its contents are nested too deeply. Use an undamaged copy.</source>
        <translation>无法读取 %1：内容嵌套过深。请使用完好的副本。</translation>
    </message>
    <message>
        <source>%1 cannot be read: one of its objects has too many members. Use an undamaged copy.</source>
        <translation>无法读取 %1：其中一个对象的成员太多。请使用完好的副本。</translation>
    </message>
    <message>
        <source>left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>top and bottom</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>两个方向</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本数</translation>
    </message>
    <message>
        <source>Validation samples</source>
        <translation>验证样本数</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本数</translation>
    </message>
    <message>
        <source>sparsity %1</source>
        <translation>稀疏 %1</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>目标 %1</translation>
    </message>
    <message>
        <source>L1 %1</source>
        <translation>L1 %1</translation>
    </message>
    <message>
        <source>L2 %1</source>
        <translation>L2 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 个 %2</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>up to %1 down</source>
        <translation>上下至多 %1</translation>
    </message>
    <message>
        <source>%1 across</source>
        <translation>左右至多 %1</translation>
    </message>
    <message>
        <source>bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>backwards</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>stateful</source>
        <translation>有状态</translation>
    </message>
    <message>
        <source>dropout %1</source>
        <translation>丢弃 %1</translation>
    </message>
    <message>
        <source>state dropout %1</source>
        <translation>状态丢弃 %1</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Barnes-Hut</source>
        <translation>Barnes-Hut</translation>
    </message>
    <message>
        <source>FFT</source>
        <translation>FFT</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>主成分</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>How points push each other apart: exactly between all pairs, or quickly and nearly so.</source>
        <translation>点之间如何相互排斥：对所有点对精确计算，或快速近似计算。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>About how many neighbours every point stays close to.</source>
        <translation>每个点大约与多少个近邻保持靠近。</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>Principal components keep the overall arrangement; random starts show what depends on chance.</source>
        <translation>主成分保留整体布局；随机起始可显示哪些结果取决于偶然。</translation>
    </message>
    <message>
        <source>Components for neighbours</source>
        <translation>用于近邻的成分数</translation>
    </message>
    <message>
        <source>Neighbours are looked for among so many principal components; 0 takes all values as they are.</source>
        <translation>在这么多个主成分中查找近邻；0 表示直接使用全部数值。</translation>
    </message>
    <message>
        <source>The same seed gives the same map.</source>
        <translation>相同的种子得到相同的图。</translation>
    </message>
    <message>
        <source>Normalise points</source>
        <translation>归一化各点</translation>
    </message>
    <message>
        <source>Every point&apos;s values are brought to length 1, so that only their direction counts, as between words.</source>
        <translation>将每个点的数值缩放为长度 1，只比较方向，如同比较词语那样。</translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number; write it like 0.001 or 1e-3.</source>
        <translation>“%1”不是数字；请写成 0.001 或 1e-3 的样子。</translation>
    </message>
    <message>
        <source>Only whole numbers are possible here.</source>
        <translation>这里只能填整数。</translation>
    </message>
    <message>
        <source>Not possible here: the limits are %1.</source>
        <translation>这里不允许：范围是 %1。</translation>
    </message>
    <message>
        <source>The number is too large.</source>
        <translation>数字太大。</translation>
    </message>
    <message>
        <source>Default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <source>%1; default %2</source>
        <translation>%1；默认 %2</translation>
    </message>
    <message>
        <source>Here %1 numbers belong, for example %2.</source>
        <translation>这里需要 %1 个数字，例如 %2。</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Epoch %1, batch %2</source>
        <translation>第 %1 轮，第 %2 批</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Output: %1</source>
        <translation>输出：%1</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>参数：%1</translation>
    </message>
    <message>
        <source>Muted: passes its input on</source>
        <translation>已静音：直接传递输入</translation>
    </message>
    <message>
        <source>Frozen: its weights stay as they are</source>
        <translation>已冻结：权重保持不变</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Here %1 to %2 numbers belong, for example %3.</source>
        <translation>这里应填 %1 到 %2 个数，例如 %3。</translation>
    </message>
</context>
<context>
    <name>widgets::CanvasBubble</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>widgets::CanvasMinimap</name>
    <message>
        <source>Overview of the network</source>
        <translation>网络概览</translation>
    </message>
</context>
<context>
    <name>widgets::CanvasSearch</name>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>回车</translation>
    </message>
    <message>
        <source>Find a layer</source>
        <translation>查找层</translation>
    </message>
    <message>
        <source>Layers that fit</source>
        <translation>合适的层</translation>
    </message>
    <message>
        <source>No layer that fits is called &quot;%1&quot;.</source>
        <translation>没有名为“%1”的合适的层。</translation>
    </message>
    <message>
        <source>Layers: %1</source>
        <translation>层：%1</translation>
    </message>
    <message>
        <source>Layers that fit %1: %2</source>
        <translation>适合 %1 的层：%2</translation>
    </message>
</context>
<context>
    <name>widgets::CellGrid</name>
    <message>
        <source>Row %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
</context>
<context>
    <name>widgets::ChartHeader</name>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
</context>
<context>
    <name>widgets::ChartView</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>the first batch lies above %1</source>
        <translation>第一个批次高于 %1</translation>
    </message>
    <message>
        <source>the first batch lies below %1</source>
        <translation>第一个批次低于 %1</translation>
    </message>
    <message>
        <source>the first %1 batches lie above %2</source>
        <translation>前 %1 个批次高于 %2</translation>
    </message>
    <message>
        <source>the first %1 batches lie below %2</source>
        <translation>前 %1 个批次低于 %2</translation>
    </message>
</context>
<context>
    <name>widgets::ClassBars</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>widgets::ConfusionMatrix</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>Confusion matrix: %1</source>
        <translation>混淆矩阵：%1</translation>
    </message>
    <message>
        <source>nothing was tested yet</source>
        <translation>尚未测试</translation>
    </message>
    <message>
        <source>accuracy %1 %, %2 wrong of %3</source>
        <translation>准确率 %1 %，%3 个中错 %2 个</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>%1 of %2 of class %3 were recognised.</source>
        <translation>类别 %3 的 %2 个中识别出 %1 个。</translation>
    </message>
    <message>
        <source>%1 of %2 of class %3 were taken for %4.</source>
        <translation>类别 %3 的 %2 个中有 %1 个被当作 %4。</translation>
    </message>
</context>
<context>
    <name>widgets::DrawingPad</name>
    <message>
        <source>Drawing pad</source>
        <translation>画板</translation>
    </message>
</context>
<context>
    <name>widgets::EmbeddingMap</name>
    <message>
        <source>Embedding map</source>
        <translation>嵌入图</translation>
    </message>
    <message>
        <source>OpenGL is not available here, so the map cannot be drawn; install a graphics driver with OpenGL 3.2 or Mesa&apos;s software renderer.</source>
        <translation>此处没有 OpenGL，无法绘制嵌入图；请安装支持 OpenGL 3.2 的显卡驱动或 Mesa 软件渲染器。</translation>
    </message>
    <message>
        <source>Point %1</source>
        <translation>点 %1</translation>
    </message>
</context>
<context>
    <name>widgets::FieldRow</name>
    <message>
        <source>%1, number %2</source>
        <translation>%1，第 %2 个数</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>widgets::ImageGrid</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>widgets::LayerPalette</name>
    <message>
        <source>Find a layer</source>
        <translation>查找层</translation>
    </message>
    <message>
        <source>Find a layer (%1)</source>
        <translation>查找层（%1）</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>No layer is called &quot;%1&quot;.</source>
        <translation>没有名为“%1”的层。</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>widgets::LiveChart</name>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>The curves appear when you train: F5.</source>
        <translation>训练时曲线会出现在这里：按 F5。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>widgets::MapLegendBox</name>
    <message>
        <source>+ %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>widgets::NodeCanvas</name>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>Layers: %1</source>
        <translation>层：%1</translation>
    </message>
    <message>
        <source>Link from %1 to %2, %3</source>
        <translation>从 %1 到 %2 的连线，%3</translation>
    </message>
    <message>
        <source>%1, at %2, %3</source>
        <translation>%1，位于 %2, %3</translation>
    </message>
    <message>
        <source>%1 takes no input.</source>
        <translation>%1 不接受输入。</translation>
    </message>
    <message>
        <source>%1 gives no output.</source>
        <translation>%1 没有输出。</translation>
    </message>
    <message>
        <source>Network canvas</source>
        <translation>网络画布</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>kind of layer, its settings</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Output: %1</source>
        <translation>输出：%1</translation>
    </message>
    <message>
        <source>Input: %1</source>
        <translation>输入：%1</translation>
    </message>
</context>
<context>
    <name>widgets::ProgressStrip</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 的进度</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>batch %1 of %2</source>
        <translation>第 %1 批，共 %2 批</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
</context>
<context>
    <name>widgets::RunList</name>
    <message>
        <source>Show in the curves</source>
        <translation>在曲线中显示</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>训练的名称</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>widgets::SampleCard</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>widgets::ScaleBar</name>
    <message>
        <source>Colours from %1 to %2</source>
        <translation>颜色从 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>widgets::StepBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>One step back (Left)</source>
        <translation>后退一步（左箭头）</translation>
    </message>
    <message>
        <source>One step on (Right)</source>
        <translation>前进一步（右箭头）</translation>
    </message>
    <message>
        <source>Step by step to the end (Space)</source>
        <translation>一步一步直到最后（空格）</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
</context>
<context>
    <name>widgets::WindowStepper</name>
    <message>
        <source>Under the window</source>
        <translation>窗口之下</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>widgets::WordCard</name>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>Words near “%1”</source>
        <translation>“%1”的近邻词</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1，%3 个中 %2 个</translation>
    </message>
    <message>
        <source>“%1”, cosine %2</source>
        <translation>“%1”，余弦 %2</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
    <message>
        <source>; not among the nearest before</source>
        <translation>；此前不在最近邻之中</translation>
    </message>
</context>
<context>
    <name>widgets::WrittenText</name>
    <message>
        <source>Written text</source>
        <translation>写出的文本</translation>
    </message>
</context>
</TS>
